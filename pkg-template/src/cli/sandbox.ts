// `eiotclub sandbox`: the emulated platform over HTTP, on this machine.

import { readFile } from "node:fs/promises";
import { type Fault, Sandbox, type SandboxRequest } from "eiotclub/sandbox";
import { type Given, type Io, type Manual, UsageError, failure, readArguments, wholeNumber } from "./command.js";
import { serve } from "./sandbox-server.js";

const APPKEY = "000001";
const SECRET = "a1b1c1d1";
const PORT = 8788;

const manual: Manual = {
  usage: "[options]",
  about: "Runs the emulated platform over HTTP, with a page that shows its cards, eSIMs, pools, orders and deliveries.\nPoint a client's baseUrl at it. Requests are printed as they come.",
  options: [
    { name: "port", value: "PORT", help: `where to listen (${PORT}; 0 for any that is free)` },
    { name: "host", value: "HOST", help: "the address to listen on (127.0.0.1)" },
    { name: "notify", value: "URL", help: "where notifications are posted, such as http://localhost:8787/callback" },
    { name: "appkey", value: "APPKEY", help: `the appkey it knows (${APPKEY})` },
    { name: "secret", value: "SECRET", help: `the secret of requests and notifications (${SECRET})` },
    { name: "seed", value: "NUMBER", help: "what everything random is made from (1)" },
    { name: "cards", value: "COUNT", help: "how many cards the account has (24)" },
    { name: "balance", value: "USD", help: "the balance to begin with (500)" },
    { name: "allow", value: "ADDRESSES", help: "the addresses that may call, with commas between (all)" },
    { name: "rate-limit", value: "CALLS", help: "how many calls are taken in a second (any number)" },
    { name: "faults", value: "FILE", help: "what goes wrong: a JSON file with a list of rules" },
    { name: "real-time", help: "simulated time follows the clock; otherwise the page's buttons move it" },
  ],
};

export async function run(args: readonly string[], io: Io): Promise<number> {
  const given = readArguments("sandbox", manual, args, io);
  if (!given) return 0;
  if (given.rest.length) throw new UsageError(`takes no ${JSON.stringify(given.rest[0])}`);
  const port = wholeNumber(given, "port", 0, 65_535, PORT);
  const { host = "127.0.0.1" } = given.values;
  const faults = await readFaults(given.values["faults"]);
  const sandbox = open(given, faults, io);
  const server = await serve(sandbox, host, port);
  const { appkey = APPKEY, secret, notify } = given.values;
  io.out(`The sandbox listens on ${server.url} as appkey ${appkey}, secret ${secret === undefined ? SECRET : "as given"}.`);
  io.out(notify === undefined ? "Nobody is notified: --notify URL says where." : `Notifications go to ${notify}.`);
  await new Promise<void>((resolve) => (io.signal.aborted ? resolve() : io.signal.addEventListener("abort", () => resolve(), { once: true })));
  await server.close();
  sandbox.close();
  return 0;
}

function open(given: Given, faults: readonly Fault[] | undefined, io: Io): Sandbox {
  const { appkey = APPKEY, secret = SECRET, notify, balance } = given.values;
  const most = Number.MAX_SAFE_INTEGER;
  const seed = wholeNumber(given, "seed", -most, most, 1);
  const cards = wholeNumber(given, "cards", 1, 200_000, 24);
  if (notify !== undefined && !(URL.canParse(notify) && /^https?:$/.test(new URL(notify).protocol))) throw new UsageError("--notify must be an http or https URL");
  const rateLimit = given.values["rate-limit"] === undefined ? undefined : wholeNumber(given, "rate-limit", 1, 999_999, 1);
  return new Sandbox({
    ...{ rateLimit, allowlist: given.values["allow"]?.split(",") },
    ...{ appkey, secret, seed, cards, balance, faults, notifyUrl: notify, realTime: given.flags.has("real-time") },
    onRequest: (request) => io.out(`${time()} ${request.operation} ${outcome(request)}`),
  });
}

function outcome({ status, code, fate }: SandboxRequest): string {
  if (fate !== "answer") return `${fate} (fault)`;
  return code ?? `HTTP ${status}`;
}

const time = () => new Date().toISOString().slice(11, 19);

async function readFaults(path: string | undefined): Promise<readonly Fault[] | undefined> {
  if (path === undefined) return undefined;
  try {
    return JSON.parse(await readFile(path, "utf8")) as readonly Fault[];
  } catch (error) {
    throw new UsageError(`--faults: ${path} cannot be read as JSON: ${failure(error)}`);
  }
}
