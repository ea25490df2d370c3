// From the bytes of an answer to checked objects: one card, a page of 500, a page of 5,000.

import Ajv from "ajv";
import * as v from "valibot";
import { z } from "zod";
import { Client, ready } from "../../../pkg/dist/index.js";
import { Sandbox, ready as sandboxReady } from "../../../pkg/dist/sandbox.js";
import { compilesText, proveAll, proveRefused } from "../proof.mjs";

const credentials = { appkey: "000001", secret: "a1b1c1d1" };
const client = (bytes) => {
  const answer = { status: 200, headers: new Headers(), body: null, arrayBuffer: async () => bytes.buffer, text: async () => decoder.decode(bytes) };
  return new Client({ ...credentials, fetch: async () => answer, pace: false, strict: true });
};
const decoder = new TextDecoder();

// The same rows for all, and every field of them described to all as the platform documents it.
const fields = (row) => Object.entries(row).map(([name, value]) => [name, typeof value]);
const optional = (name) => name === "packageEndDate";

function withZod(row) {
  const type = { string: z.string(), number: z.number() };
  const card = z.looseObject(Object.fromEntries(fields(row).map(([name, kind]) => [name, optional(name) ? type[kind].optional() : type[kind]])));
  const page = z.looseObject({ code: z.string(), data: z.looseObject({ cardInfoList: z.array(card), totalPage: z.number() }) });
  return (answer) => page.parse(answer);
}

function withValibot(row) {
  const type = { string: v.string(), number: v.number() };
  const card = v.looseObject(Object.fromEntries(fields(row).map(([name, kind]) => [name, optional(name) ? v.optional(type[kind]) : type[kind]])));
  const page = v.looseObject({ code: v.string(), data: v.looseObject({ cardInfoList: v.array(card), totalPage: v.number() }) });
  return (answer) => v.parse(page, answer);
}

function withAjv(row) {
  const all = fields(row);
  const card = { type: "object", properties: Object.fromEntries(all.map(([name, type]) => [name, { type }])), required: all.map(([name]) => name).filter((name) => !optional(name)) };
  const data = { type: "object", properties: { cardInfoList: { type: "array", items: card }, totalPage: { type: "number" } }, required: ["cardInfoList", "totalPage"] };
  const check = new Ajv().compile({ type: "object", properties: { code: { type: "string" }, data }, required: ["code", "data"] });
  return (answer) => {
    if (!check(answer)) throw new Error("not as described");
    return answer;
  };
}

const sizes = { 1: ["1 card", 2000], 500: ["500 cards", 20], 5000: ["5,000 cards", 2] };

export async function* decodings(counts = [1, 500, 5000]) {
  await Promise.all([ready(), sandboxReady()]);
  const sandbox = new Sandbox({ ...credentials, cards: 500 });
  const { cardInfoList: rows } = await new Client({ ...credentials, fetch: sandbox.fetch }).cards.list();
  const row = rows.find(({ packageEndDate }) => packageEndDate) ?? rows[0];
  const checks = { zod: withZod(row), valibot: withValibot(row), ...(compilesText() && { "ajv, compiled": withAjv(row) }) };

  for (const count of counts) {
    const [input, calls] = sizes[count];
    const list = Array.from({ length: count }, (_, at) => rows[at % rows.length]);
    const bytes = new TextEncoder().encode(JSON.stringify({ code: "200", message: "ok", data: { cardInfoList: list, totalPage: 1 } }));
    const ours = client(bytes);
    const parse = () => JSON.parse(decoder.decode(bytes));
    const contestants = {
      eiotclub: () => ours.cards.list(),
      "JSON.parse alone": () => parse().data,
      ...Object.fromEntries(Object.entries(checks).map(([name, check]) => [`JSON.parse and ${name}`, () => check(parse()).data])),
    };
    const broken = parse();
    broken.data.cardInfoList.at(-1).iccid = 7;
    for (const [name, check] of Object.entries(checks)) await proveRefused(() => check(broken), `${name}: a wrong field`);
    await proveRefused(() => client(new TextEncoder().encode(JSON.stringify(broken))).cards.list(), "ours: a wrong field");
    await proveAll(contestants, parse().data, "the decoded page");
    yield { work: "decode and check an answer (ours signs the call as well)", input: `${input}, ${Math.ceil(bytes.length / 1000).toLocaleString("en")} kB`, contestants, calls };
  }
}
