// `eiotclub call`: one operation, signed, its answer as a table or JSON.

import { Client, type EiotError, isEiotError } from "eiotclub";
import { ENVIRONMENT, appkey, baseUrl, secret } from "./account.js";
import { type Io, type Manual, UsageError, readArguments, wholeNumber } from "./command.js";
import { PARAMETERS, readParameters } from "./parameters.js";
import { printable, show } from "./show.js";

const manual: Manual = {
  usage: "[options] OPERATION|PATH [KEY=VALUE…|JSON|-]",
  about:
    `Calls the platform. An operation is named like cards.list, and its parameters are checked before anything is\nsent; a path, like /api/v3/agent/balance, is called as it is.\n` +
    `${PARAMETERS}\n${ENVIRONMENT}\nExits with 1 where the call fails.`,
  options: [
    { name: "list", help: "name the operations, and call none" },
    { name: "all", help: "of a list in pages: read all of them" },
    { name: "limit", value: "COUNT", help: "with --all: no more than so many" },
    { name: "timeout", value: "SECONDS", help: "give up after so long (30)" },
    { name: "json", help: "print JSON: the result, or the error on standard error" },
  ],
};

type Call = ((params: object) => Promise<unknown>) & { all?: (params: object, options: object) => AsyncIterable<unknown> };

export async function run(args: readonly string[], io: Io): Promise<number> {
  const given = readArguments("call", manual, args, io);
  if (!given) return 0;
  const { flags } = given;
  if (flags.has("list")) {
    io.out(operations(new Client({ appkey: "none", secret: "none" })).join("\n"));
    return 0;
  }
  const [target, ...words] = given.rest;
  if (target === undefined) throw new UsageError("needs an operation, such as account.balance: --list names them");
  const limit = wholeNumber(given, "limit", 1, 1e9, 1e9);
  const timeout = wholeNumber(given, "timeout", 1, 3600, 30) * 1000;
  const client = new Client({ appkey: appkey(io), secret: secret(io), baseUrl: baseUrl(io), timeout });
  const call = target.startsWith("/") ? undefined : operation(client, target);
  if (flags.has("all") && !call?.all) throw new UsageError(`${target} does not come in pages: leave --all out`);
  const params = await readParameters(words, io);
  try {
    const options = { signal: io.signal };
    let result: unknown;
    if (call?.all && flags.has("all")) result = await first(call.all(JSON.parse(params) as object, options), limit);
    else result = call ? await (call as (params: object, options: object) => Promise<unknown>)(JSON.parse(params) as object, options) : await client.request(target, params, options);
    io.out(flags.has("json") ? JSON.stringify(result ?? null, null, 2) : show(result, io.width));
    return 0;
  } catch (error) {
    if (!isEiotError(error) || error.kind === "validation") throw error;
    io.err(flags.has("json") ? JSON.stringify(told(error), null, 2) : `eiotclub call: ${printable(error.message)}${number(error)}`);
    return 1;
  }
}

async function first(items: AsyncIterable<unknown>, limit: number): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const item of items) {
    found.push(item);
    if (found.length === limit) break;
  }
  return found;
}

function operation(client: Client, name: string): Call {
  const known = operations(client);
  if (known.includes(name)) {
    const [group, method] = name.split(".") as [string, string];
    return (client as unknown as Record<string, Record<string, Call>>)[group]?.[method] as Call;
  }
  const near = known.filter((one) => one.split(".").some((part) => part !== "" && name.split(".").includes(part)));
  throw new UsageError(`there is no operation ${JSON.stringify(name)}. ${near.length ? `There is ${near.join(", ")}.` : "`eiotclub call --list` names them."}`);
}

const operations = (client: Client): string[] =>
  Object.entries(client).flatMap(([group, methods]) => Object.keys(methods as object).map((method) => `${group}.${method}`));

/** An order's number is what finds it again. */
const number = ({ outTradeNo }: EiotError) => (outTradeNo === undefined ? "" : `\nIts number: outTradeNo=${outTradeNo}`);

const told = (error: EiotError) => {
  const { name, kind, message, code, operation, retryable, outTradeNo } = error;
  return { name, kind, message, code, operation, retryable, outTradeNo };
};
