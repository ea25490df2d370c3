// The receiver where requests are not the web's. Each adapter says where method, type and body are.

import { readChunks } from "../http/body.js";
import { wrong } from "../errors/classes.js";
import type { Incoming, Receiver } from "../webhook/receiver.js";

/** What `toNodeHandler` needs of `http.IncomingMessage`. */
export interface NodeRequest extends AsyncIterable<Uint8Array | string> {
  method?: string | undefined;
  headers: Record<string, string | string[] | undefined>;
  readableEnded?: boolean;
  readableDidRead?: boolean;
  /** Where a body parser leaves what it read. */
  body?: unknown;
  /** Where Firebase, and the `verify` option of a body parser, leave the bytes. */
  rawBody?: unknown;
}

/** What `toNodeHandler` needs of `http.ServerResponse`. */
export interface NodeResponse {
  statusCode: number;
  setHeader(name: string, value: string): unknown;
  end(body: string): unknown;
}

/**
 * A receiver as a handler for `node:http` and Express. Mount it before any body parser, behind
 * `express.raw({ type: "*\/*" })`, or behind a parser that keeps the bytes in `rawBody`. Its promise never
 * rejects, and every request is answered. Handlers get the request as their context.
 */
export function toNodeHandler(receiver: Receiver): (request: NodeRequest, response: NodeResponse) => Promise<void> {
  return async (request, response) => {
    const { status, headers, body } = await receiver.answer(fromNode(request), request);
    try {
      response.statusCode = status;
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      response.end(body);
    } catch {
      // Somebody else has answered, such as a middleware whose time was up.
    }
  };
}

function fromNode(request: NodeRequest): Incoming {
  const header = (name: string) => String(request.headers[name] ?? "");
  return {
    method: request.method ?? "",
    contentType: header("content-type"),
    contentLength: Number(header("content-length")),
    read: (max) => {
      const kept = bytesOf(request.rawBody) ?? bytesOf(request.body);
      if (kept) return within(kept, max);
      // Some parsers put an empty object on what they leave alone.
      if (request.readableDidRead ?? (request.body !== undefined || request.readableEnded)) {
        wrong(
          "request",
          'has a body that was parsed before the receiver saw it, and what was signed is lost: mount the receiver before express.json(), use express.raw({ type: "*/*" }) on its path, or keep the bytes with express.json({ verify: (req, res, bytes) => { req.rawBody = bytes } })',
        );
      }
      const chunks = request[Symbol.asyncIterator]();
      const next = async () => {
        const { done, value } = await chunks.next();
        return { done, value: bytesOf(value) };
      };
      return readChunks(next, max, async () => {
        // Read on without keeping it: to end the stream would end the connection, and the answer with it.
        while (!(await chunks.next()).done);
      });
    },
  };
}

/** What is used of the event of a Lambda function URL, or of API Gateway in either version. */
export interface LambdaEvent {
  requestContext?: { http?: { method?: string } };
  httpMethod?: string;
  headers?: Record<string, string | undefined> | null;
  body?: string | null;
  isBase64Encoded?: boolean;
}

export interface LambdaAnswer {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

/** A receiver as the handler of an AWS Lambda function URL. Handlers get `{ event, context }` as their context. */
export function toLambdaHandler(receiver: Receiver): (event: LambdaEvent, context?: unknown) => Promise<LambdaAnswer> {
  return async (event, context) => {
    const { status, headers, body } = await receiver.answer(fromLambda(event), { event, context });
    return { statusCode: status, headers, body };
  };
}

function fromLambda({ requestContext, httpMethod, headers, body, isBase64Encoded }: LambdaEvent): Incoming {
  return {
    method: requestContext?.http?.method ?? httpMethod ?? "",
    contentType: Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "",
    contentLength: 0,
    // Not base64 although it says so is caught where it is read, as what cannot be read.
    read: (max) => within(isBase64Encoded ? Uint8Array.from(atob(body ?? ""), (letter) => letter.charCodeAt(0)) : (bytesOf(body ?? "") as Uint8Array), max),
  };
}

/** Bytes of text, or of any view of them: one from another realm is no instance of this one's `Uint8Array`. */
function bytesOf(value: unknown): Uint8Array | undefined {
  if (typeof value === "string") return new TextEncoder().encode(value);
  return ArrayBuffer.isView(value) ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength) : undefined;
}

const within = (bytes: Uint8Array, max: number): Uint8Array | undefined => (bytes.length > max ? undefined : bytes);
