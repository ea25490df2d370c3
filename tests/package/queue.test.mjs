import assert from "node:assert/strict";
import test from "node:test";
import { NOW, SECRET, webhook } from "./pkg.mjs";

const { Receiver, memoryStore, signNotification } = webhook;
const signed = (more) => signNotification({ id: "n1", event: "CardStopped", timestamp: NOW, nonce: 12345, iccid: "8985", ...more }, SECRET);
const post = (body) => new Request("https://x.example/callback", { method: "POST", body, headers: { "content-type": "application/json" } });

/** A receiver with a queue in memory; `batch` takes what is on it. */
function make(more) {
  const queue = [];
  const seen = [];
  const hook = (name) => ({ id, queued, stage, attempt }, error) => void seen.push([name, id ?? null, queued ?? stage ?? null, ...(attempt ? [attempt] : []), ...(error ? [error.message] : [])]);
  const receiver = new Receiver({
    secret: SECRET,
    now: () => NOW,
    queue: { send: async (message, { contentType }) => void queue.push(contentType === "json" ? JSON.parse(JSON.stringify(message)) : undefined) },
    onAccepted: hook("accepted"),
    onDuplicate: hook("duplicate"),
    onFailed: hook("failed"),
    ...more,
  });
  const told = [];
  const batch = (attempts = 1, bodies = queue.splice(0)) => ({
    messages: bodies.map((body) => ({ body, attempts, ack: () => told.push("ack"), retry: ({ delaySeconds }) => told.push(delaySeconds) })),
  });
  return { receiver, queue, seen, batch, told };
}
const status = async (receiver, body) => (await receiver.handle(post(body))).status;

test("a verified notification is safe on the queue before it is acknowledged, and handled from there once", async () => {
  const { receiver, queue, seen, batch, told } = make();
  const handled = [];
  receiver.on("SubPkgList", ({ data }, context) => void handled.push(data[0].orderId, context));
  const body = signed({ event: "SubPkgList", data: '[{"iccid":"8985","orderId":7}]' });
  const response = await receiver.handle(post(body));
  assert.deepEqual([response.status, await response.text()], [200, '{"status":"SUCCESS"}']);
  assert.equal(await status(receiver, body), 200);
  assert.equal(await status(receiver, body.replace("8985", "8986")), 401);
  assert.deepEqual([queue.length, handled], [2, []]);
  const { consume } = receiver;
  assert.deepEqual(await consume(batch(), "context"), { handled: 1, duplicates: 1, dead: 0, retry: [] });
  assert.deepEqual([handled, told], [[7, "context"], ["ack", "ack"]]);
  assert.deepEqual(seen, [["accepted", "n1", true], ["accepted", "n1", true], ["accepted", "n1", false], ["duplicate", "n1", null]]);
});

test("a queue that fails refuses, so that the notification comes again", async () => {
  const { receiver, seen } = make({ queue: () => Promise.reject(new Error("full")) });
  const response = await receiver.handle(post(signed()));
  assert.deepEqual([response.status, response.headers.get("retry-after")], [500, "30"]);
  assert.deepEqual(seen, [["failed", "n1", "queue", "full"]]);
});

test("what a queue's message cannot hold is handled at once", async () => {
  const { receiver, queue } = make();
  let handled = 0;
  receiver.on("*", () => void handled++);
  assert.equal(await status(receiver, signed({ pad: "x".repeat(150_000) })), 200);
  assert.deepEqual([queue.length, handled], [0, 1]);
});

test("each message fails for itself, and waits ever longer", async () => {
  const { receiver, queue, batch, told, seen } = make();
  receiver.on("*", ({ id }) => {
    if (id === "bad") throw new Error("not today");
  });
  for (const id of ["a", "bad", "b"]) await status(receiver, signed({ id }));
  const kept = [...queue];
  const { retry, ...counts } = await receiver.consume(batch());
  assert.deepEqual([counts, retry.map(({ body }) => body.id), told.splice(0)], [{ handled: 2, duplicates: 0, dead: 0 }, ["bad"], ["ack", 5, "ack"]]);
  await receiver.consume(batch(4, [kept[1]]));
  assert.deepEqual(told, [40]);
  assert.deepEqual(seen.at(-1), ["failed", "bad", "handler", 4, "not today"]);
});

test("one that is being handled elsewhere waits until that lease is over", async () => {
  const store = memoryStore();
  const { receiver, batch, told } = make({ store, lease: 45 });
  await status(receiver, signed());
  store.claim("n1", 45, "another");
  const { retry } = await receiver.consume(batch());
  assert.deepEqual([retry.length, told], [1, [45]]);
});

test("dead letters: after the last attempt, and at once for what is no notification", async () => {
  const dead = [];
  let fails = true;
  const { receiver, queue, batch, told } = make({ deadLetters: async (message) => void dead.push(message), maxAttempts: 3 });
  receiver.on("*", () => {
    if (fails) throw new Error("never");
  });
  await status(receiver, signed());
  const [body] = queue;
  await receiver.consume(batch(2, [body]));
  assert.deepEqual([told.splice(0), dead.length], [[10], 0]);
  assert.equal((await receiver.consume(batch(3, [body, "{", 7, null, {}]))).dead, 5);
  assert.deepEqual([told.splice(0), dead[0].id], [["ack", "ack", "ack", "ack", "ack"], "n1"]);
  // A dead letter is the notification itself: when its handler is mended, it is consumed like any other.
  fails = false;
  assert.equal((await receiver.consume(batch(1, [dead[0]]))).handled, 1);
});

test("without dead letters of its own the queue's are waited for, and a dead letter that cannot be sent is none", async () => {
  const plain = make();
  plain.receiver.on("*", () => Promise.reject(new Error("never")));
  assert.equal((await plain.receiver.consume(plain.batch(99, [JSON.parse(signed()), "{"]))).retry.length, 2);
  assert.deepEqual(plain.told, [3600, 3600]);
  const { receiver, batch, told, seen } = make({ deadLetters: () => Promise.reject(new Error("down")), maxAttempts: 1 });
  receiver.on("*", () => Promise.reject(new Error("never")));
  assert.equal((await receiver.consume(batch(1, [JSON.parse(signed())]))).dead, 0);
  assert.deepEqual([told, seen.at(-1)], [[5], ["failed", "n1", "dead_letter", 1, "down"]]);
});

test("messages as text, and queues that are told by the answer", async () => {
  const { receiver } = make();
  receiver.on("*", ({ id }) => {
    if (id === "bad") throw new Error("not today");
  });
  const messages = ["good", "bad"].map((id) => ({ messageId: id, body: signed({ id }) }));
  const { handled, retry } = await receiver.consume({ messages });
  assert.deepEqual([handled, retry.map(({ messageId }) => messageId)], [1, ["bad"]]);
});
