// `eiotclub verify`: whether a callback's body is the platform's, and what it says.

import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { isEiotError, verify } from "eiotclub/webhook";
import { CALLBACK_ENVIRONMENT, callbackSecrets } from "./account.js";
import { type Io, type Manual, UsageError, failure, readArguments, wholeNumber } from "./command.js";
import { printable, show } from "./show.js";

const manual: Manual = {
  usage: "[options] [FILE]",
  about: `Verifies the body of a callback, from FILE or standard input, and shows it. Exits with 1 where it is refused.\n${CALLBACK_ENVIRONMENT}`,
  options: [
    { name: "any-time", help: "take one of any age, such as from a log" },
    { name: "now", value: "SECONDS", help: "take this for the time, Unix seconds" },
    { name: "json", help: "print JSON: verified, notification or reason and message" },
  ],
};

export async function run(args: readonly string[], io: Io): Promise<number> {
  const given = readArguments("verify", manual, args, io);
  if (!given) return 0;
  const { rest, flags } = given;
  if (rest.length > 1) throw new UsageError(`takes one file, not also ${JSON.stringify(rest[1])}`);
  const secrets = callbackSecrets(io);
  const now = wholeNumber(given, "now", 0, 253_402_300_799, Math.floor(Date.now() / 1000));
  const body = await read(rest[0], io);
  try {
    const notification = verify(body, secrets, { now, ...(flags.has("any-time") && { window: false }) });
    io.out(flags.has("json") ? JSON.stringify({ verified: true, notification }) : `verified: ${printable(String(notification.event))}\n\n${show(notification, io.width)}`);
    return 0;
  } catch (error) {
    if (!isEiotError(error) || error.kind !== "signature") throw error;
    const { reason } = error as unknown as { reason: string };
    io.out(flags.has("json") ? JSON.stringify({ verified: false, reason, message: error.message }) : `refused: ${printable(error.message)}`);
    return 1;
  }
}

async function read(path: string | undefined, io: Io): Promise<Uint8Array> {
  if (path === undefined || path === "-") return lineless(await buffer(io.stdin));
  return lineless(
    await readFile(path).catch((error: unknown) => {
      throw new UsageError(`cannot read ${path}: ${failure(error)}`);
    }),
  );
}

// An editor or `echo` ends the text with a line break, which the platform did not send.
function lineless(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === 10 || bytes[end - 1] === 13)) end--;
  return new Uint8Array(bytes.subarray(0, end));
}
