// Compiled with and without the libraries that declare the web: nothing here names a global of the web.

import { ApiError, Client, createPacer, isEiotError, ready, sign, verify, type CallOptions, type ClientOptions } from "eiotclub";
import { Client as InlineClient } from "eiotclub/inline";
import { records, totals, type CdrSource } from "eiotclub/cdr";
import { createRelay, createSigningProxy, throughRelay, toNodeHandler } from "eiotclub/proxy";
import { Sandbox } from "eiotclub/sandbox";
import { storeConformance } from "eiotclub/testing";
import { Receiver, memoryStore, toLambdaHandler } from "eiotclub/webhook";

const sandbox = new Sandbox({ appkey: "a", secret: "s", notify: (request) => receiver.handle(request) });
const options: ClientOptions = { appkey: "a", secret: "s", fetch: sandbox.fetch, pace: createPacer() };
const receiver = new Receiver({ secret: "s", store: memoryStore() });
const relay = createRelay({ key: "k".repeat(32), fetch: (url, init) => sandbox.fetch(url, init) });

export const handlers = [
  toNodeHandler(createSigningProxy({ appkey: "a", secret: "s", allow: ["cards"], fetch: throughRelay({ url: "https://relay.example", key: "k" }), authorize: (request) => request.method === "POST" })),
  toNodeHandler(relay),
  toLambdaHandler(receiver),
];

export async function read(bytes: Uint8Array, source: CdrSource, call: CallOptions): Promise<string> {
  await ready();
  await ready("https://cdn.example/eiotclub.wasm");
  for await (const { id } of records([bytes, source])) void id;
  void [totals(bytes), storeConformance(() => memoryStore()), sign({}, "s"), verify(bytes, "s"), new InlineClient(options)];
  try {
    return (await new Client(options).account.balance({}, call)).balance;
  } catch (error) {
    return error instanceof ApiError ? error.code : isEiotError(error) ? error.kind : "other";
  }
}
