// `eiotclub listen`: a callback endpoint that prints what comes, for the time of development.

import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Receiver, toNodeHandler } from "eiotclub/webhook";
import { CALLBACK_ENVIRONMENT, callbackSecrets } from "./account.js";
import { type Io, type Manual, UsageError, readArguments, wholeNumber } from "./command.js";
import { printable, show } from "./show.js";

const PORT = 8787;

const manual: Manual = {
  usage: "[options]",
  about: `Takes callbacks, answers them as the platform waits for, and prints them once they are verified; those that\nare refused with the reason.\n${CALLBACK_ENVIRONMENT}`,
  options: [
    { name: "port", value: "PORT", help: `where to listen (${PORT}; 0 for any that is free)` },
    { name: "host", value: "HOST", help: "the address to listen on (127.0.0.1)" },
    { name: "event", value: "NAME", help: "print this event only; all are answered" },
    { name: "any-time", help: "take callbacks of any age" },
    { name: "json", help: "print each as one line of JSON" },
  ],
};

export async function run(args: readonly string[], io: Io): Promise<number> {
  const given = readArguments("listen", manual, args, io);
  if (!given) return 0;
  if (given.rest.length) throw new UsageError(`takes no ${JSON.stringify(given.rest[0])}`);
  const port = wholeNumber(given, "port", 0, 65_535, PORT);
  const { host = "127.0.0.1", event = "*" } = given.values;
  const json = given.flags.has("json");
  const print = (line: string, fields: object) => io.out(json ? JSON.stringify(fields) : `${new Date().toISOString().slice(11, 19)} ${line}`);

  const receiver = new Receiver({
    secret: callbackSecrets(io),
    ...(given.flags.has("any-time") && { window: false }),
    onRefused: ({ reason, status }) => print(`refused with ${status}: ${reason}`, { refused: reason, status }),
    onDuplicate: ({ id, event }) => print(`${printable(event)} ${printable(id)} came again`, { duplicate: id, event }),
  }).on(event, (notification: { event: unknown; id: string }) => {
    const { event, id, ...fields } = notification;
    print(`${printable(String(event))} ${printable(id)}\n${show(fields, io.width).replace(/^/gm, "  ")}`, { notification });
  });

  const server = createServer(toNodeHandler(receiver));
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (error) {
    throw new Error(`cannot listen on ${host}:${port}: ${(error as NodeJS.ErrnoException).code}`);
  }
  const { port: taken } = server.address() as AddressInfo;
  const url = `http://${host.includes(":") ? `[${host}]` : host}:${taken}/`;
  // Standard output is the callbacks' alone where a program reads it.
  (json ? io.err : io.out)(`Listening on ${url}: have the platform, or \`eiotclub sandbox --notify ${url}\`, send callbacks there.`);
  await new Promise<void>((resolve) => (io.signal.aborted ? resolve() : io.signal.addEventListener("abort", () => resolve(), { once: true })));
  server.closeAllConnections();
  server.close();
  return 0;
}
