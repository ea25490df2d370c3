// `eiotclub sandbox`, as a client, a browser and a curious neighbour meet it.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { once } from "node:events";
import { after, before, test } from "node:test";
import { run, start } from "./cli.mjs";
import { APPKEY, SECRET, main, webhook } from "./pkg.mjs";

let command;
let url;
const handled = [];
const callbacks = createServer(webhook.toNodeHandler(new webhook.Receiver({ secret: SECRET }).on("*", ({ event }) => void handled.push(event))));

before(async () => {
  callbacks.listen(0, "127.0.0.1");
  await once(callbacks, "listening");
  command = start("sandbox", "--port", "0", "--seed", "7", "--notify", `http://127.0.0.1:${callbacks.address().port}/callback`);
  url = (await command.line(/listens on/)).match(/http:\S+/)[0];
});
after(async () => {
  command.child.kill("SIGTERM");
  callbacks.close();
  assert.deepEqual((await command.ended).code, 0, "a command that was told to end has not failed");
});

const client = () => new main.Client({ appkey: APPKEY, secret: SECRET, baseUrl: url, retry: false });
const json = (path, body, headers) => fetch(url + path, { method: "POST", headers: { "content-type": "application/json", ...headers }, body });
const state = async () => (await fetch(`${url}/sandbox/state`)).json();

test("a client orders, is called back, and the page's data shows it", async () => {
  const { cardInfoList } = await client().cards.list({ cardStatus: "ACTIVATION_READY_NAME" });
  const { iccid } = cardInfoList[0];
  await client().packages.order({ iccid, packageCode: "SB-1G-30D", outTradeNo: "mine" });
  assert.equal((await json("/sandbox/advance", '{"seconds":60}')).status, 200);
  assert.ok(handled.includes("SubPkgList") && handled.includes("PkgEffective"));
  const { orders, cards, deliveries, balance, clock } = await state();
  assert.deepEqual([orders.list[0].outTradeNo, orders.list[0].state], ["mine", "in use"]);
  assert.equal(cards.list.find((card) => card.iccid === iccid).package, orders.list[0].package);
  assert.ok(deliveries.list.every(({ done, answered }) => done && answered === '200 {"status":"SUCCESS"}'));
  assert.equal(balance, (await client().account.balance()).balance);
  assert.equal(typeof clock, "number");
});

test("each request is printed with its operation and code, and no secret but the sandbox's own", async () => {
  await assert.rejects(client().cards.get({ iccid: "89852000000000000000" }), { code: "42405" });
  await command.line(/^\d\d:\d\d:\d\d cards\.get 42405$/);
  await command.line(/^\d\d:\d\d:\d\d packages\.order 200$/);
  const quiet = start("sandbox", "--port", "0", "--secret", "hidden-4711");
  const other = (await quiet.line(/listens on/)).match(/http:\S+/)[0];
  await assert.rejects(new main.Client({ appkey: APPKEY, secret: "other", baseUrl: other }).account.balance(), { code: "42402" });
  quiet.child.kill("SIGINT");
  const { out, err, code } = await quiet.ended;
  assert.doesNotMatch(out + err, /hidden-4711/);
  assert.equal(code, 0);
});

test("what is no platform's request gets a clear 4xx from the sandbox itself", async () => {
  const path = "/api/v3/agent/balance";
  const speaks = async (response, status) => {
    assert.equal(response.status, status);
    assert.match((await response.json()).error.sandbox, /./);
  };
  await speaks(await fetch(url + path), 405);
  await speaks(await json("/api/v3/no/such", "{}"), 404);
  await speaks(await fetch(`${url}/favicon.ico`), 404);
  await speaks(await json(path, "{}", { "content-type": "text/plain" }), 415);
  await speaks(await json(path, "{"), 400);
  await speaks(await json(path, "x".repeat(1_100_000)), 413);
  assert.match((await client().account.balance()).balance, /^\d/);
});

test("the page is one file, loads nothing from elsewhere, and only it may move time", async () => {
  const response = await fetch(`${url}/`);
  const page = await response.text();
  const policy = response.headers.get("content-security-policy");
  assert.match(policy, /default-src 'none'; script-src 'sha256-/);
  assert.doesNotMatch(policy, /unsafe/);
  assert.doesNotMatch(page, /https?:\/\/|src=|@import/);
  const refused = async (path, body, headers) => assert.equal((await json(path, body, headers)).status, 400);
  await refused("/sandbox/advance", '{"seconds":1}', { origin: "https://evil.example" });
  await refused("/sandbox/advance", '{"seconds":1}', { "content-type": "text/plain" });
  await refused("/sandbox/advance", '{"seconds":-1}');
  await refused("/sandbox/advance", "null");
  await refused("/sandbox/advance", "{");
  await refused("/sandbox/faults", '[{"kind":"x"}]');
});

test("faults reach over the wire: a broken connection, silence, a gateway's page", async () => {
  const rules = (...all) => json("/sandbox/faults", JSON.stringify(all));
  await rules({ kind: "reset", acted: true });
  await assert.rejects(client().account.balance(), { kind: "network" });
  await command.line(/account\.balance reset \(fault\)$/);
  await rules({ kind: "timeout" });
  await assert.rejects(client().account.balance({}, { timeout: 100 }), { kind: "timeout" });
  await rules({ kind: "http", status: 502 });
  await assert.rejects(client().account.balance(), { kind: "decode", status: 502 });
  await rules();
  await client().account.balance();
});

test("a port that is taken is said plainly", async () => {
  const { code, err } = await run(["sandbox", "--port", new URL(url).port]);
  assert.deepEqual([code, /port \d+ is taken/.test(err)], [2, true]);
});
