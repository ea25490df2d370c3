import assert from "node:assert/strict";
import test from "node:test";
import { NOW, SECRET, webhook } from "./pkg.mjs";

const { Receiver, memoryStore, signNotification } = webhook;
const fields = (more) => ({ id: "n1", event: "CardStopped", timestamp: NOW, nonce: 12345, iccid: "8985", ...more });
const signed = (more, secret = SECRET) => signNotification(fields(more), secret);
const make = (more) => new Receiver({ secret: SECRET, now: () => NOW, onFailed: () => undefined, ...more });
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
  const receiver = make({ onFailed: (_, error) => errors.push(error.message) }).on("CardStopped", async () => {
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

test("what is held when its lease is over is another's to end", async () => {
  let finish;
  const failed = [];
  const store = memoryStore();
  const receiver = make({ store, lease: 0.01, onFailed: ({ stage, id }) => failed.push([stage, id]) }).on("*", () => new Promise((resolve) => (finish = resolve)));
  const slow = receiver.handle(post(signed()));
  while (!finish) await new Promise(setImmediate);
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(store.claim("n1", 60, "another"), "claimed");
  finish();
  // Not SUCCESS: whether it is safe is for the other delivery to say.
  assert.equal((await slow).status, 409);
  assert.deepEqual(failed, [["lease", "n1"]]);
  assert.equal(store.claim("n1", 60, "third"), "busy");
});

test("done is tried twice before a handled notification has to come again", async () => {
  let refusals = 1;
  const store = { ...memoryStore(), done: () => (refusals-- > 0 ? Promise.reject(new Error("hiccup")) : true) };
  assert.equal((await make({ store }).handle(post(signed()))).status, 200);
  refusals = 2;
  assert.equal((await make({ store }).handle(post(signed({ id: "n2" })))).status, 500);
  refusals = 1;
  store.done = () => {
    if (refusals-- > 0) throw new Error("hiccup");
  };
  assert.equal((await make({ store }).handle(post(signed({ id: "n3" })))).status, 200);
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

test("the window is the caller's, at both ends, to the second", async () => {
  const status = async (window, age) => (await make({ window }).handle(post(signed({ timestamp: NOW - age })))).status;
  assert.deepEqual([await status(undefined, 86_400), await status(undefined, 86_401)], [200, 401]);
  assert.deepEqual([await status(undefined, -300), await status(undefined, -301)], [200, 401]);
  assert.deepEqual([await status({ past: 60 }, 60), await status({ past: 60 }, 61), await status({ past: 60 }, -300)], [200, 401, 200]);
  assert.deepEqual([await status({ future: 0 }, 0), await status({ future: 0 }, -1), await status({ past: 0, future: 0 }, 1)], [200, 401, 401]);
  assert.deepEqual([await status(false, 10 ** 9), await status(false, -(10 ** 9))], [200, 200]);
  for (const window of [{ past: -1 }, { future: "x" }]) assert.throws(() => make({ window }), { kind: "validation" });
});

test("values that could be other fields are refused, and those that only look odd are not", async () => {
  const seen = [];
  const receiver = make({ onRefused: ({ reason, id }) => seen.push([reason, id]) });
  for (const value of ["8985&id=other", "x&orderId=1&y=2", "&event=Refund"]) assert.equal((await receiver.handle(post(signed({ memo: value })))).status, 401, value);
  assert.deepEqual(seen, Array(3).fill(["ambiguous", undefined]));
  for (const value of ["a&b", "a=b", "a&unknown=b", "id=1"]) assert.equal((await receiver.handle(post(signed({ id: value, memo: value })))).status, 200, value);
});

test("a length that does not say the truth decides nothing", async () => {
  const body = new TextEncoder().encode(signed());
  const chunks = (...parts) => new ReadableStream({ start: (controller) => (parts.forEach((part) => controller.enqueue(part)), controller.close()) });
  const status = async (length, ...parts) => {
    const headers = { "content-type": "application/json", "content-length": String(length) };
    const request = new Request("https://x.example/", { method: "POST", duplex: "half", body: chunks(...parts), headers });
    return (await make({ maxBody: 1000 }).handle(request)).status;
  };
  const [head, tail] = [body.subarray(0, 50), body.subarray(50)];
  for (const length of [0, 7, body.length, body.length + 5, "x"]) assert.equal(await status(length, head, tail), 200, String(length));
  assert.equal(await status(50, head, tail), 400);
  assert.equal(await status(10, body, new Uint8Array(1000)), 413);
  assert.equal(await status(1001, body), 413);
});

test("hooks tell what was accepted, repeated, refused and failed, with counts and without secrets", async () => {
  const seen = [];
  const hook = (name) => async (info, error) => {
    await new Promise(setImmediate);
    seen.push([name, info, ...(error ? [error.message] : [])]);
    throw new Error("the log is full");
  };
  let fails = true;
  const receiver = make({ onAccepted: hook("accepted"), onDuplicate: hook("duplicate"), onRefused: hook("refused"), onFailed: hook("failed") }).on("*", () => {
    if (fails) throw new Error("not today");
  });
  const named = { id: "n1", event: "CardStopped", timestamp: NOW };
  await receiver.handle(post(signed()));
  fails = false;
  for (const body of [signed(), signed(), signed({}, "other"), signed({ timestamp: 1 })]) await receiver.handle(post(body));
  await receiver.handle(new Request("https://x.example/"));
  assert.deepEqual(seen, [
    ["failed", { stage: "handler", ...named, count: 1 }, "not today"],
    ["accepted", { ...named, queued: false, count: 1 }],
    ["duplicate", { ...named, done: true, count: 1 }],
    ["refused", { status: 401, reason: "bad_signature", count: 1 }],
    ["refused", { status: 401, reason: "stale", id: "n1", count: 2 }],
    ["refused", { status: 405, reason: "method", count: 3 }],
  ]);
  assert.doesNotMatch(JSON.stringify(seen), new RegExp(SECRET));
});

test("handle can be passed on without its receiver", async () => {
  const { handle } = make();
  assert.equal((await handle(post(signed()))).status, 200);
});

test("options that cannot be meant are named", () => {
  for (const [field, value] of [["maxBody", 0], ["lease", 0], ["lease", NaN], ["queue", {}], ["deadLetters", null], ["maxAttempts", 0]]) {
    assert.throws(() => make({ [field]: value, ...(field === "maxAttempts" && { deadLetters() {} }) }), ({ problems }) => problems[0].field === field, field);
  }
});
