import assert from "node:assert/strict";
import { createServer, request } from "node:http";
import { connect } from "node:net";
import test from "node:test";
import { NOW, SECRET, webhook } from "./pkg.mjs";

const { Receiver, signNotification, toLambdaHandler, toNodeHandler } = webhook;
const signed = (more) => signNotification({ id: "n1", event: "CardStopped", timestamp: NOW, nonce: 12345, iccid: "8985", ...more }, SECRET);
const JSON_TYPE = { "content-type": "application/json" };
const SUCCESS = [200, '{"status":"SUCCESS"}'];
const NOT_HANDLED = [500, '{"error":{"reason":"not_handled"}}'];

function make(more) {
  const seen = [];
  const failed = [];
  const receiver = new Receiver({ secret: SECRET, now: () => NOW, onFailed: ({ stage }, error) => failed.push(`${stage}: ${error.message}`), ...more });
  receiver.on("*", ({ id }) => void seen.push(id));
  return { receiver, seen, failed };
}

/** A server with middleware before the handler, as Express runs it. */
async function served(t, handler, ...middleware) {
  const rejections = [];
  const onRejection = (reason) => rejections.push(reason);
  process.on("unhandledRejection", onRejection);
  const server = createServer(async (incoming, outgoing) => {
    for (const one of middleware) await one(incoming, outgoing);
    await handler(incoming, outgoing);
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  t.after(() => {
    process.off("unhandledRejection", onRejection);
    server.closeAllConnections();
    server.close();
    assert.deepEqual(rejections, []);
  });
  const { port } = server.address();
  const post = async (body, init) => {
    const response = await fetch(`http://127.0.0.1:${port}/`, { method: "POST", headers: JSON_TYPE, duplex: "half", ...init, body });
    return [response.status, await response.text()];
  };
  return { port, post };
}

const read = async (incoming) => {
  const chunks = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks);
};
/** What body parsers of the Express family do. */
const parsers = {
  raw: async (incoming) => void (incoming.body = await read(incoming)),
  text: async (incoming) => void (incoming.body = (await read(incoming)).toString()),
  json: async (incoming) => void (incoming.body = JSON.parse(await read(incoming))),
  jsonKeepingBytes: async (incoming) => {
    incoming.rawBody = await read(incoming);
    incoming.body = JSON.parse(incoming.rawBody);
  },
  // Such as express.urlencoded(), which leaves an object on every request and the body of this one alone.
  another: (incoming) => void (incoming.body = {}),
};

test("node:http: answers and statuses", async (t) => {
  const { receiver, seen } = make({ maxBody: 2000 });
  const { post } = await served(t, toNodeHandler(receiver));
  assert.deepEqual(await post(signed()), SUCCESS);
  assert.deepEqual(await post(signed()), SUCCESS);
  assert.deepEqual(seen, ["n1"]);
  assert.equal((await post(signed(), { headers: { "content-type": "text/plain" } }))[0], 415);
  assert.equal((await post("{"))[0], 400);
  assert.equal((await post(""))[0], 400);
  assert.equal((await post(signed().replace("8985", "8986")))[0], 401);
  assert.equal((await post(undefined, { method: "PUT" }))[0], 405);
});

test("node:http: a body above the limit is answered, whatever length it claims", async (t) => {
  const { receiver } = make({ maxBody: 2000 });
  const { post, port } = await served(t, toNodeHandler(receiver));
  assert.equal((await post(signed({ pad: "x".repeat(3000) })))[0], 413);
  // In chunks no length is claimed, and the answer must get through while the sender still sends.
  const status = await new Promise((resolve, reject) => {
    const sending = request({ port, host: "127.0.0.1", method: "POST", headers: JSON_TYPE }, (response) => resolve(response.statusCode));
    sending.on("error", reject);
    for (let chunk = 0; chunk < 50; chunk++) sending.write("x".repeat(1000));
    sending.end();
  });
  assert.equal(status, 413);
});

for (const parser of ["raw", "text", "jsonKeepingBytes", "another"]) {
  test(`node:http: behind a parser (${parser})`, async (t) => {
    const { receiver, seen, failed } = make({ maxBody: 2000 });
    const { post } = await served(t, toNodeHandler(receiver), parsers[parser]);
    assert.deepEqual(await post(signed({ memo: "é漢🙂" })), SUCCESS);
    assert.equal((await post(signed({ pad: "x".repeat(3000) })))[0], 413);
    assert.deepEqual([seen, failed], [["n1"], []]);
  });
}

test("node:http: what a parser took is answered for, and the error names the mend", async (t) => {
  const { receiver, seen, failed } = make();
  const { post } = await served(t, toNodeHandler(receiver), parsers.json);
  assert.deepEqual(await post(signed()), NOT_HANDLED);
  assert.match(failed[0], /request: .*express\.raw.*rawBody/);
  // One that read and kept nothing, too.
  const reader = await served(t, toNodeHandler(receiver), (incoming) => void read(incoming));
  assert.deepEqual(await reader.post(signed()), NOT_HANDLED);
  assert.deepEqual([seen, failed.length], [[], 2]);
});

test("node:http: a parsed body is recognised on requests that do not say whether they were read", async () => {
  const { receiver, failed } = make();
  const outgoing = { setHeader() {}, end() {} };
  await toNodeHandler(receiver)({ method: "POST", headers: JSON_TYPE, body: JSON.parse(signed()), async *[Symbol.asyncIterator]() {} }, outgoing);
  assert.equal(outgoing.statusCode, 500);
  assert.match(failed[0], /express\.raw/);
});

test("node:http: a sender that goes away leaves nothing behind", async (t) => {
  let refused;
  const gone = new Promise((resolve) => (refused = resolve));
  const { receiver, failed } = make({ onRefused: refused });
  const { port } = await served(t, toNodeHandler(receiver));
  const socket = connect(port, "127.0.0.1", () => {
    socket.write("POST / HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{", () => setTimeout(() => socket.destroy(), 50));
  });
  assert.equal((await gone).reason, "unreadable");
  assert.deepEqual(failed, []);
});

test("node:http: an answer that somebody else has given is let be", async () => {
  const { receiver } = make();
  const outgoing = {
    setHeader() {
      throw new Error("ERR_HTTP_HEADERS_SENT");
    },
  };
  await toNodeHandler(receiver)({ method: "GET", headers: {}, async *[Symbol.asyncIterator]() {} }, outgoing);
});

test("AWS Lambda: function URLs, and both versions of API Gateway", async () => {
  const { receiver, seen } = make({ maxBody: 2000 });
  let context;
  receiver.on("*", (_, given) => void (context = given));
  const handler = toLambdaHandler(receiver);
  const event = (body, more) => ({ version: "2.0", requestContext: { http: { method: "POST" } }, headers: JSON_TYPE, body, isBase64Encoded: false, ...more });
  const answer = async (...of) => {
    const { statusCode, headers, body } = await handler(event(...of), { awsRequestId: "r" });
    assert.equal(headers["content-type"], "application/json");
    return [statusCode, body];
  };
  assert.deepEqual(await answer(signed()), SUCCESS);
  assert.equal(context.context.awsRequestId, "r");
  assert.deepEqual(await answer(Buffer.from(signed({ id: "n2", memo: "é漢🙂" })).toString("base64"), { isBase64Encoded: true }), SUCCESS);
  const v1 = { version: "1.0", httpMethod: "POST", requestContext: {}, headers: { "Content-Type": "application/json" }, body: signed({ id: "n3" }) };
  assert.equal((await handler(v1)).statusCode, 200);
  assert.deepEqual(seen, ["n1", "n2", "n3"]);
  assert.equal((await answer("not base64!", { isBase64Encoded: true }))[0], 400);
  assert.equal((await answer(undefined))[0], 400);
  assert.equal((await answer(signed({ pad: "x".repeat(3000) })))[0], 413);
  assert.equal((await answer(signed(), { headers: { "content-type": "text/plain" } }))[0], 415);
  assert.equal((await answer(signed(), { headers: null }))[0], 200);
  assert.equal((await answer(signed().replace("8985", "8986")))[0], 401);
  const get = await handler({ requestContext: { http: { method: "GET" } }, headers: {} });
  assert.deepEqual([get.statusCode, get.headers.allow], [405, "POST"]);
});
