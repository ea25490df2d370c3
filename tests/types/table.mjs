// Writes type tests for every operation and event from the bare facts of the platform's description:
// by hand, a test for each would be a copy that nobody compares. `tsc` then compiles them.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { everyMethod } from "../package/methods.mjs";

const contract = JSON.parse(readFileSync(new URL("../contract.json", import.meta.url), "utf8"));

/** Documented as required and not always there: the types say that they may be missing. */
const sometimes = new Set([
  ...["packages.orderDetails.outTradeNo", "account.listProfits.payRate", "cards.get.eid", "cards.get.remark", "cards.networkOptions.network"],
  ...["esim.orderStatus.iccid", "esim.orderStatus.activationCode", "esim.purchase.iccid", "esim.purchase.activationCode"],
  ...["cloudEsim.purchase.outTradeNo", "cloudEsim.purchase.orderId", "pools.listRecords.out_trade_no"],
  ...["SubPkgList.salesChannel", "CloudESimSubPkgList.salesChannel"],
  ...["PkgEffective", "CloudESimPkgActivate"].flatMap((event) => ["startDate", "endDate", "salesChannel"].map((field) => `${event}.${field}`)),
  ...["Refund", "CloudESimRefund"].flatMap((event) => ["outTradeNo", "orderAmount", "refundAmount"].map((field) => `${event}.${field}`)),
]);
const met = new Set();

/** Parameters that are needed now and then. */
const conditional = { "cdr.queryTraffic": ["startDate", "endDate", "month"] };
/** Parameters known from elsewhere. */
const unpublished = { "packages.order": ["renew"], "cloudEsim.purchase": ["renew"] };
/** Parameters that ask for a page: the first unless given. */
const pages = ["pageNum", "page"];
const paged = new Set(["cards.list", "cards.listWarnings", "account.listProfits", "packages.listOrders", "packages.orderDetails", "cloudEsim.list", "cloudEsim.listOrders", "pools.listRecords"]);

function type(facts, owner) {
  const plain = () => {
    switch (facts.type) {
      case "integer":
      case "number":
        return "number";
      case "string":
        return "string";
      case "array":
        return `${type(facts.items, owner)}[]`;
      case "object":
        return Object.keys(facts.properties ?? {}).length > 0 ? object(facts, owner) : "Record<string, unknown>";
      default:
        return "unknown";
    }
  };
  return facts.nullable ? `(${plain()} | null)` : plain();
}

function object({ properties, required }, owner, skip = []) {
  const fields = Object.entries(properties).filter(([name]) => !skip.includes(name));
  const lines = fields.map(([name, field]) => {
    const seldom = sometimes.has(`${owner}.${name}`) && met.add(`${owner}.${name}`);
    return `${name}${required.includes(name) && !seldom ? "" : "?"}: ${type(field, owner)}`;
  });
  return `{ ${lines.join("; ")} }`;
}

const union = (names) => (names.length > 0 ? names.map((name) => JSON.stringify(name)).join(" | ") : "never");

const orders = { "packages.order": "outTradeNo", "esim.purchase": "outTradeNo", "cloudEsim.purchase": "outTradeNo", "pools.subscribe": "out_trade_no" };

function operation([group, method, path]) {
  const name = `${group}.${method}`;
  const { request, response } = contract.operations[`/api/v3/${path}`];
  const keys = [...Object.keys(request.properties), ...(unpublished[name] ?? [])];
  const needed = request.required.filter((field) => !(paged.has(name) && pages.includes(field)) && !(conditional[name] ?? []).includes(field) && field !== orders[name]);
  // The one answer whose counter stands beside `data`.
  const whole = "total" in response.properties;
  const result = whole ? object(response, name, ["code", "message"]) : response.properties.data ? type(response.properties.data, name) : "undefined";
  // `data` that may be missing, and that no example shows.
  const missing = response.properties.data && !response.required.includes("data") && result === "Record<string, unknown>" ? " | undefined" : "";
  // An order's number is made where none is given, and told beside what the platform answers.
  const number = orders[name];
  const answered = `Widen<Awaited<ReturnType<typeof client.${name}>>>`;
  const lines = [
    number ? `same<Unnumbered<${answered}>, Unnumbered<${result}>>(true);` : `same<${answered}, ${result}${missing}>(true);`,
    ...(number ? [`same<${answered}["${number}"], string>(true);`] : []),
    `same<keyof Params<typeof client.${name}>, ${union(keys)}>(true);`,
    `same<RequiredKeys<Params<typeof client.${name}>>, ${union(needed)}>(true);`,
  ];
  if (paged.has(name)) lines.push(`same<Widen<Item<typeof client.${name}.all>>, Row<${result}>>(true);`);
  return lines.join("\n");
}

function event([name, { fields }]) {
  const skip = ["id", "timestamp", "nonce", "event", "sign"];
  return `if (notification.event === "${name}") same<Widen<Omit<typeof notification, ${union(skip)}>>, ${object(fields, name, skip)}>(true);`;
}

const head = `// Written by table.mjs: change that instead.
import type { Client, EventName, Notification, OperationName } from "eiotclub";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function same<A, B>(_: Same<A, B>): void;
/** Code values and literals as what they are on the wire, so that only names, types and needs are compared. */
type Widen<T> = 0 extends 1 & T ? "any" : T extends string ? string : T extends number ? number : T extends readonly (infer I)[] ? Widen<I>[] : T extends object ? { [K in keyof T]: Widen<T[K]> } : T;
type Params<M extends (params: never) => unknown> = NonNullable<Parameters<M>[0]>;
type RequiredKeys<T> = { [K in keyof T]-?: {} extends Pick<T, K> ? never : K }[keyof T];
type Item<M extends (params: never) => AsyncGenerator<unknown>> = ReturnType<M> extends AsyncGenerator<infer I, void, undefined> ? I : never;
/** An order's answer without what comes with every order. */
type Unnumbered<T> = Omit<T, "outTradeNo" | "out_trade_no" | "recovered">;
/** What a page is a list of: itself, or the one list it has. */
type Row<P> = P extends readonly (infer I)[] ? I : { [K in keyof P]: P[K] extends readonly (infer I)[] ? I : never }[keyof P];
declare const client: Client;
declare const notification: Notification;
`;

/** Writes them; returns how many operations and events they test. */
export function writeTypeTests() {
  const operations = everyMethod.map(operation);
  const events = Object.entries(contract.events).map(event);
  const unmet = [...sometimes].filter((place) => !met.has(place));
  if (unmet.length > 0) throw new Error(`listed as sometimes missing, but no such field: ${unmet.join(", ")}`);
  const names = everyMethod.map(([group, method]) => `${group}.${method}`);
  const more = ["cards.addIccidsToPool", "esim.install", "cloudEsim.unlock"];
  const text = [
    head,
    `same<OperationName, ${union([...names, ...more])}>(true);`,
    `same<EventName, ${union(Object.keys(contract.events))}>(true);`,
    ...operations,
    ...more.map((name) => `same<Awaited<ReturnType<typeof client.${name}>>, unknown>(true);`),
    ...events,
    "",
  ].join("\n");
  const directory = new URL("generated/", import.meta.url);
  mkdirSync(directory, { recursive: true });
  writeFileSync(new URL("platform.ts", directory), text);
  return { operations: operations.length, events: events.length };
}
