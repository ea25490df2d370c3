// `eiotclub sign`: the canonical string and the signature of parameters, or the body to send.

import { randomInt } from "node:crypto";
import { canonicalString, sign, signNotification } from "eiotclub";
import { callbackSecrets, CALLBACK_ENVIRONMENT, secret } from "./account.js";
import { type Io, type Manual, UsageError, readArguments } from "./command.js";
import { PARAMETERS, readParameters, withMembers } from "./parameters.js";

const manual: Manual = {
  usage: "[options] KEY=VALUE…|JSON|-",
  about:
    `Signs a request's parameters: shows the string that is hashed, its secret hidden, and the signature.\n${PARAMETERS}\n` +
    `What is not given of appkey, timestamp and nonce is added. ${CALLBACK_ENVIRONMENT}`,
  options: [
    { name: "body", help: "print the signed body alone, to be posted" },
    { name: "callback", help: "sign as the platform signs a callback, and print its body: to try a receiver" },
    { name: "bare", help: "add nothing to the parameters" },
    { name: "json", help: "print JSON: canonical, sign, body" },
  ],
};

export async function run(args: readonly string[], io: Io): Promise<number> {
  const given = readArguments("sign", manual, args, io);
  if (!given) return 0;
  const { flags } = given;
  if (given.rest.length === 0) throw new UsageError("needs parameters: KEY=VALUE, a JSON object, or - for standard input");
  const parameters = await readParameters(given.rest, io);
  if (flags.has("callback")) {
    const body = signNotification(flags.has("bare") ? parameters : completed(parameters, { id: `cli-${randomInt(1e9)}`, ...stamp() }), callbackSecrets(io)[0] as string);
    io.out(flags.has("json") ? JSON.stringify({ body }) : body);
    return 0;
  }
  const key = secret(io);
  const appkey = io.env["EIOT_APPKEY"]?.trim();
  const signed = flags.has("bare") ? parameters : completed(parameters, { ...(appkey && { appkey }), ...stamp() });
  // The signature of the string that is shown, and both of the very text that is sent.
  const signature = sign(signed, key);
  const body = `${signed.slice(0, -1).trimEnd()}${Object.keys(JSON.parse(signed) as object).length ? "," : ""}"sign":"${signature}"}`;
  if (flags.has("body")) {
    io.out(body);
    return 0;
  }
  const canonical = `${canonicalString(signed, key).slice(0, -key.length)}…`;
  if (flags.has("json")) io.out(JSON.stringify({ canonical, sign: signature, body }));
  else io.out(`${canonical}\n${signature}`);
  return 0;
}

const stamp = () => ({ timestamp: Math.floor(Date.now() / 1000), nonce: randomInt(10_000, 100_000) });

function completed(parameters: string, system: Readonly<Record<string, unknown>>): string {
  const there = JSON.parse(parameters) as object;
  return withMembers(parameters, Object.fromEntries(Object.entries(system).filter(([key]) => !Object.hasOwn(there, key))));
}
