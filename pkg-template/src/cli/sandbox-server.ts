// The sandbox over node:http: the platform's own paths, and under /sandbox what its page needs.

import { createHash } from "node:crypto";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { type Fault, type Sandbox, isEiotError } from "eiotclub/sandbox";
import { UsageError, failure } from "./command.js";
import page from "./sandbox-page.html";

export interface Server {
  url: string;
  close(): Promise<void>;
}

/** What the page shows of deliveries and of cards and orders. */
const SHOWN = 100;

export async function serve(sandbox: Sandbox, host: string, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    answer(sandbox, request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else speak(response, error instanceof UsageError || (isEiotError(error) && error.kind === "validation") ? 400 : 500, failure(error));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = error.code === "EADDRINUSE";
      reject(taken ? new UsageError(`port ${port} is taken: --port chooses another`) : new Error(`cannot listen on ${host}:${port}: ${error.message}`));
    });
    server.listen(port, host, resolve);
  });
  const { port: actual } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${actual}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // Kept-alive and silenced connections would never end by themselves.
        server.closeAllConnections();
      }),
  };
}

async function answer(sandbox: Sandbox, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = "GET", url = "/" } = request;
  const path = url.split("?", 1)[0] ?? "/";
  switch (`${method} ${path}`) {
    case "GET /":
      return void response.writeHead(200, PAGE_HEADERS).end(page);
    case "GET /sandbox/state":
      return send(response, 200, await state(sandbox));
    case "POST /sandbox/advance": {
      const asked = (await command(request)) as { seconds: number } | null;
      await sandbox.advance(asked?.seconds ?? NaN);
      return send(response, 200, { clock: sandbox.clock });
    }
    case "POST /sandbox/faults":
      sandbox.faults = (await command(request)) as Fault[];
      return send(response, 200, sandbox.faults);
  }
  if (!path.startsWith("/api/")) return speak(response, 404, "nothing is here: the platform's operations are at POST /api/v3/…, this sandbox's page at GET /");
  await pass(sandbox, request, response);
}

/** Hands a request to the emulated platform, and what becomes of its answer to the connection. */
async function pass(sandbox: Sandbox, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  const { method = "GET", url = "/", headers } = request;
  const init: RequestInit & { duplex?: "half" } = { method, signal: gone.signal };
  if (headers["content-type"] !== undefined) init.headers = { "content-type": headers["content-type"] };
  if (method !== "GET" && method !== "HEAD") {
    init.body = Readable.toWeb(request) as ReadableStream<Uint8Array>;
    init.duplex = "half";
  }
  let answer: Response;
  try {
    answer = await sandbox.fetch(new URL(url, "http://sandbox.invalid"), init, { address: plain(request.socket.remoteAddress) });
  } catch (error) {
    // As `fetch` tells a connection that broke: so it does for whoever called.
    if (!(error instanceof TypeError)) throw error;
    return void request.socket.resetAndDestroy();
  }
  response.statusCode = answer.status;
  answer.headers.forEach((value, name) => response.setHeader(name, value));
  // What is left of a body that was too large is not read.
  if (answer.status === 413) response.setHeader("connection", "close");
  response.end(Buffer.from(await answer.arrayBuffer()));
}

/** An IPv4 address as it is written in an allow-list, whatever the socket calls it. */
const plain = (address: string | undefined) => address?.replace(/^::ffff:/, "");

async function state(sandbox: Sandbox): Promise<unknown> {
  const deliveries = sandbox.deliveries;
  const latest = deliveries.slice(-SHOWN).reverse();
  const list = latest.map(({ id, event, at, tries, answered, done }) => ({ id, event, at, tries, answered, done }));
  return { ...(await sandbox.overview(SHOWN)), deliveries: { total: deliveries.length, list }, faults: sandbox.faults };
}

/** What the page asks for. Only JSON from this page: another site's page cannot send that without being asked first. */
async function command(request: IncomingMessage): Promise<unknown> {
  const { origin, host, "content-type": type } = request.headers;
  const foreign = origin !== undefined && origin !== `http://${host}`;
  if (foreign || !type?.startsWith("application/json")) throw new UsageError("this takes application/json, and only from its own page");
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    if (chunks.reduce((sum, { length }) => sum + length, 0) > 65_536) throw new UsageError("this takes no more than 64 KiB");
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch (error) {
    throw new UsageError(`this is no JSON: ${failure(error)}`);
  }
}

/** The sandbox itself speaks, where the platform would not. */
function speak(response: ServerResponse, status: number, what: string): void {
  send(response, status, { error: { sandbox: what } });
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json;charset=utf-8", "cache-control": "no-store" }).end(JSON.stringify(body));
}

const hashed = (tag: string) => {
  const text = new RegExp(`<${tag}>(.*?)</${tag}>`, "s").exec(page)?.[1] ?? "";
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
};

const PAGE_HEADERS = {
  "content-type": "text/html;charset=utf-8",
  "cache-control": "no-store",
  "content-security-policy": `default-src 'none'; script-src ${hashed("script")}; style-src ${hashed("style")}; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
};
