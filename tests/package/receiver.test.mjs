import assert from "node:assert/strict";
import { createServer } from "node:http";
import test from "node:test";
import { NOW, SECRET, webhook } from "./pkg.mjs";

const { Receiver, memoryStore, signNotification, toNodeHandler } = webhook;
const fields = (more) => ({ id: "n1", event: "CardStopped", timestamp: NOW, nonce: 12345, iccid: "8985", ...more });
const signed = (more, secret = SECRET) => signNotification(fields(more), secret);
const make = (more) => new Receiver({ secret: SECRET, now: () => NOW, onError: () => undefined, ...more });
const post = (body, headers = { "content-type": "application/json;charset=utf-8" }) => new Request("https://x.example/callback", { method: "POST", body, headers });
const answer = async (receiver, request) => {
  const response = await receiver.handle(request);
  return [response.status, await response.text()];
};
const SUCCESS = [200, '{"status":"SUCCESS"}'];

test("a genuine notification reaches its handlers once, typed and decoded", async () => {
  const seen = [];
  const receiver = make()
    .on("SubPkgList", (notification, context) => void seen.push(notification.data[0].orderId, context))
    .on("*", (notification) => void seen.push(notification.event))
    .on("CardStopped", () => assert.fail("another event"));
  const body = signed({ event: "SubPkgList", data: '[{"iccid":"8985","orderId":7}]' });
  const response = await receiver.handle(post(body), "context");
  assert.deepEqual([response.status, await response.text()], SUCCESS);
  assert.deepEqual(seen, [7, "context", "SubPkgList"]);
  assert.deepEqual(await answer(receiver, post(body)), SUCCESS);
  assert.equal(seen.length, 3);
});

test("an event that is not documented is handed over with its fields", async () => {
  let got;
  const receiver = make().on("*", (notification) => void (got = notification));
  assert.deepEqual(await answer(receiver, post(signed({ event: "Brand New", x: "1" }))), SUCCESS);
  assert.deepEqual([got.event, got.x], ["Brand New", "1"]);
});

test("everything else gets the status that says what is wrong", async () => {
  const receiver = make({ maxBody: 1000 });
  const status = async (request) => (await receiver.handle(request)).status;
  assert.equal(await status(new Request("https://x.example/")), 405);
  assert.equal((await receiver.handle(new Request("https://x.example/"))).headers.get("allow"), "POST");
  assert.equal(await status(post(signed(), { "content-type": "text/plain" })), 415);
  assert.equal(await status(post(signed({ pad: "x".repeat(1000) }))), 413);
  const stream = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(300)) });
  assert.equal(await status(new Request("https://x.example/", { method: "POST", body: stream, duplex: "half", headers: { "content-type": "application/json" } })), 413);
  for (const body of ["", "hello", "[]", "{", '{"a":1,"a":1}', new Uint8Array([0xff])]) assert.equal(await status(post(body)), 400);
  assert.equal(await status(post(signed({ id: undefined }))), 400);
  for (const body of [
    signed({}, "other"),
    JSON.stringify(fields()),
    signed().replace("8985", "8986"),
    signed({ timestamp: NOW - 86_401 }),
    signed({ timestamp: NOW + 301 }),
    signed({ iccid: "8985&event=Refund" }),
  ]) {
    assert.equal(await status(post(body)), 401, body);
  }
  assert.deepEqual(await answer(receiver, post(signed({}, "other"))), [401, '{"error":{"reason":"bad_signature"}}']);
});

test("a handler that throws is told about, not quoted, and gets another chance", async () => {
  const errors = [];
  let tries = 0;
  const receiver = make({ onError: (error) => errors.push(error.message) }).on("CardStopped", async () => {
    if (++tries === 1) throw new Error("database password is hunter2");
  });
  const failed = await receiver.handle(post(signed()));
  assert.equal(failed.status, 500);
  assert.ok(Number(failed.headers.get("retry-after")) > 0);
  assert.doesNotMatch(await failed.text(), /hunter2/);
  assert.deepEqual(errors, ["database password is hunter2"]);
  assert.deepEqual(await answer(receiver, post(signed())), SUCCESS);
  assert.equal(tries, 2);
});

test("a second delivery waits for the first, and is acknowledged after it", async () => {
  let finish;
  let runs = 0;
  const receiver = make().on("*", () => {
    runs++;
    return new Promise((resolve) => (finish = resolve));
  });
  const first = receiver.handle(post(signed()));
  while (!finish) await new Promise(setImmediate);
  const second = await receiver.handle(post(signed()));
  assert.equal(second.status, 409);
  finish();
  assert.equal((await first).status, 200);
  assert.deepEqual(await answer(receiver, post(signed())), SUCCESS);
  assert.equal(runs, 1);
});

test("a forged notification cannot take the place of a genuine one", async () => {
  let runs = 0;
  const receiver = make().on("*", () => void runs++);
  assert.equal((await receiver.handle(post(signed({}, "forged")))).status, 401);
  assert.deepEqual(await answer(receiver, post(signed())), SUCCESS);
  assert.equal(runs, 1);
});

test("the memory store forgets the oldest finished id, and a lease that ran out", async () => {
  let now = 0;
  const store = memoryStore({ max: 2, now: () => now });
  assert.equal(store.claim("a", 10), "claimed");
  assert.equal(store.claim("a", 10), "busy");
  now = 10_001;
  assert.equal(store.claim("a", 10), "claimed");
  store.done("a");
  assert.equal(store.claim("b", 10), "claimed");
  assert.equal(store.claim("c", 10), "claimed");
  assert.equal(store.claim("b", 10), "busy");
  assert.equal(store.claim("a", 10), "claimed");
});

test("a store that fails refuses, so that the notification comes again", async () => {
  const store = { claim: () => Promise.reject(new Error("down")), done() {}, release() {} };
  assert.equal((await make({ store }).handle(post(signed()))).status, 500);
});

test("a body that was read before is recognised", async () => {
  const request = post(signed());
  await request.text();
  await assert.rejects(make().handle(request), /read before.*request\.clone\(\)/);
});

test("secrets are rotated by giving both", async () => {
  const receiver = make({ secret: ["new", "old"] });
  assert.equal((await receiver.handle(post(signed({}, "old")))).status, 200);
  assert.equal((await receiver.handle(post(signed({ id: "n2" }, "new")))).status, 200);
  for (const secret of [undefined, "", [], [""]]) assert.throws(() => new Receiver({ secret }), { kind: "validation" });
});

test("node:http, with raw and with parsed bodies", async () => {
  const seen = [];
  const handler = toNodeHandler(make().on("*", ({ id }) => void seen.push(id)));
  const server = createServer((request, response) => void handler(request, response)).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const url = `http://127.0.0.1:${server.address().port}/`;
  const response = await fetch(url, { method: "POST", body: signed({ id: "n9" }), headers: { "content-type": "application/json" } });
  assert.deepEqual([response.status, await response.text()], SUCCESS);
  assert.equal((await fetch(url)).status, 405);
  server.close();
  assert.deepEqual(seen, ["n9"]);
  const outgoing = { setHeader() {}, end() {} };
  const incoming = { method: "POST", headers: { "content-type": "application/json" }, async *[Symbol.asyncIterator]() {} };
  await handler({ ...incoming, body: Buffer.from(signed({ id: "n10" })) }, outgoing);
  assert.deepEqual([outgoing.statusCode, seen.at(-1)], [200, "n10"]);
  await assert.rejects(handler({ ...incoming, body: JSON.parse(signed()) }, outgoing), /express\.raw/);
});
