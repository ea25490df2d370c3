// A proxy or a relay behind `node:http`. Typed by shape, so that no types of Node.js are needed.

import type * as web from "../core/web-types.js";

/** What is used of `http.IncomingMessage`. */
export interface NodeRequest extends AsyncIterable<Uint8Array | string> {
  method?: string | undefined;
  url?: string | undefined;
  headers: Record<string, string | string[] | undefined>;
  body?: unknown;
}

/** What is used of `http.ServerResponse`. */
export interface NodeResponse {
  statusCode: number;
  setHeader(name: string, value: string): unknown;
  end(body: Uint8Array | string): unknown;
  on(event: "close", listener: () => void): unknown;
  writableEnded?: boolean;
}

export interface NodeHandlerOptions {
  /**
   * The origin that pages see this server under, such as `https://app.example`: theirs is the proxy's own then. The `Host`
   * header is whatever a caller says, so without this only origins in `cors.origins` are let in.
   */
  origin?: string | undefined;
}

/** A proxy or a relay as a handler for `node:http` and Express. Mount it before any body parser. */
export function toNodeHandler(
  handler: (request: web.Request, context?: unknown) => Promise<web.Response>,
  { origin = "http://proxy.invalid" }: NodeHandlerOptions = {},
): (request: NodeRequest, response: NodeResponse) => Promise<void> {
  return async (incoming, outgoing) => {
    const gone = new AbortController();
    outgoing.on("close", () => {
      if (!outgoing.writableEnded) gone.abort();
    });
    let answer: Response;
    try {
      answer = await handler(toRequest(incoming, origin, gone.signal), incoming);
    } catch {
      answer = new Response('{"error":{"kind":"internal","message":"the request could not be handled"}}', { status: 500, headers: { "content-type": "application/json" } });
    }
    outgoing.statusCode = answer.status;
    answer.headers.forEach((value, name) => outgoing.setHeader(name, value));
    outgoing.end(new Uint8Array(await answer.arrayBuffer()));
  };
}

function toRequest(incoming: NodeRequest, origin: string, signal: AbortSignal): Request {
  const { method = "GET", url = "/", headers } = incoming;
  const all = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    // HTTP/2 adds names that begin with a colon, which no header of a Request may.
    if (value !== undefined && !name.startsWith(":")) all.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  const init: RequestInit & { duplex?: "half" } = { method, headers: all, signal };
  if (method !== "GET" && method !== "HEAD") {
    const chunks = incoming[Symbol.asyncIterator]();
    init.duplex = "half";
    init.body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(typeof value === "string" ? new TextEncoder().encode(value) : value);
      },
      async cancel() {
        await chunks.return?.();
      },
    });
  }
  return new Request(new URL(url.startsWith("/") ? url.replace(/^\/+/, "/") : "/", origin), init);
}
