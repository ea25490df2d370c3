// Sources of bytes, cut into pieces that end with a line.

import { CdrError, ValidationError, isEiotError } from "../errors/classes.js";

/** A stream of bytes, such as a `ReadableStream<Uint8Array>`: the members that are used. */
export interface ByteStream {
  getReader(): { read(): Promise<{ done: boolean; value?: Uint8Array | undefined }>; cancel(): Promise<void> };
}

/** One file: bytes, a `File` or `Blob`, a `Response`, a stream, or anything that yields bytes, such as a Node stream. */
export type CdrSource = Uint8Array | ArrayBuffer | ByteStream | AsyncIterable<Uint8Array> | { stream(): ByteStream } | { body: ByteStream | null };

/** A file of a list that is opened when its turn comes, such as `() => bucket.get(key)` of R2: of many, only one is open. */
export type CdrOpener = () => CdrSource | null | Promise<CdrSource | null>;

/** One file, or several. */
export type CdrInput = CdrSource | readonly (CdrSource | CdrOpener)[];

interface Place {
  /** Where the file has a name. */
  readonly file: { file?: string };
  /** The line that comes next. Whoever reads a piece moves it on. */
  at: number;
}

interface Piece extends Place {
  bytes: Uint8Array;
}

/** A line of more bytes than any record has, of which nothing is kept. */
export const TOO_LONG = "is longer than any record";

// No record is as long, and a line without an end must not fill the memory.
const MAX_LINE = 4096;
const LINE_END = 2;
const SLICE = 65_536;
const LINE_FEED = 10;

/** Whole lines, some at a time, with their place; `bytes` is empty for a line that is too long, and overwritten by the next. */
export async function* pieces(input: CdrInput): AsyncGenerator<Piece, void, undefined> {
  const files: readonly (CdrSource | CdrOpener)[] = Array.isArray(input) ? input : [input as CdrSource];
  for (const [at, file] of files.entries()) {
    const field = Array.isArray(input) ? `input[${at}]` : "input";
    const source = typeof file === "function" ? await file() : file;
    const name = nameOf(source) ?? (Array.isArray(input) ? field : undefined);
    const place: Piece = { file: name === undefined ? {} : { file: name }, at: 1, bytes: NOTHING };
    for await (const bytes of wholeLines(source, field, place)) {
      place.bytes = bytes;
      yield place;
    }
  }
}

const NOTHING: Uint8Array = new Uint8Array();

function nameOf(source: CdrSource | null): string | undefined {
  // A `File` has a name, a stream of Node's `fs` a path, an object of R2 a key.
  const { name, path, key } = (source ?? {}) as { name?: unknown; path?: unknown; key?: unknown };
  return [name, path, key].find((one): one is string => typeof one === "string" && one !== "");
}

async function* wholeLines(source: CdrSource | null, field: string, place: Place): AsyncGenerator<Uint8Array, void, undefined> {
  // What is held of a line until the rest of it comes. Made once: small buffers that come and go are garbage
  // faster than some runtimes collect it.
  const carry = new Uint8Array(MAX_LINE + LINE_END);
  let held = 0;
  let skipping = false;
  for await (const chunk of readable(source, field, place)) {
    for (let from = 0; from < chunk.length; from += SLICE) {
      let slice = chunk.subarray(from, from + SLICE);
      if (skipping || held > 0) {
        const next = slice.indexOf(LINE_FEED) + 1;
        const part = next === 0 ? slice : slice.subarray(0, next);
        if (!skipping && held + part.length > carry.length) {
          skipping = true;
          yield NOTHING;
        }
        if (!skipping) {
          carry.set(part, held);
          held += part.length;
        }
        if (next === 0) continue;
        if (!skipping) yield carry.subarray(0, held);
        skipping = false;
        slice = slice.subarray(next);
      }
      const end = slice.lastIndexOf(LINE_FEED) + 1;
      if (end > 0) yield slice.subarray(0, end);
      held = slice.length - end;
      if (held > carry.length) {
        held = 0;
        skipping = true;
        yield NOTHING;
      }
      if (!skipping) carry.set(slice.subarray(end));
    }
  }
  if (held > 0 && !skipping) yield carry.subarray(0, held);
}

const notBytes = (field: string, reason: string) => new ValidationError([{ field, reason }]);

/** The chunks of a source; where it fails half-way, as when a file changes while it is read, with the place. */
async function* readable(source: CdrSource | null, field: string, place: Place): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    for await (const chunk of chunks(source, field)) {
      if (!(chunk instanceof Uint8Array)) throw notBytes(field, "yields something that is no bytes; leave the encoding of the stream unset");
      yield chunk;
    }
  } catch (cause) {
    // Who gave the signal knows why.
    if (isEiotError(cause) || (cause as { name?: unknown } | null)?.name === "AbortError") throw cause;
    const reason = `cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`;
    throw new CdrError({ ...place.file, line: place.at, column: "", reason, cause });
  }
}

async function* chunks(source: CdrSource | null, field: string): AsyncGenerator<Uint8Array, void, undefined> {
  if (ArrayBuffer.isView(source)) return yield new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  if (source instanceof ArrayBuffer) return yield new Uint8Array(source);
  const stream = streamOf(source, field);
  if (stream === null) return;
  // A stream of a browser need not be iterable, and none is as sparing with memory when it is iterated.
  return yield* "getReader" in stream ? streamed(stream as ReadableStream<Uint8Array>) : stream;
}

async function* streamed(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const { read, reader } = reading(stream);
  try {
    for (;;) {
      const { done, value } = await read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

interface Reading {
  reader: ReadableStreamReader<Uint8Array>;
  read(): Promise<ReadableStreamReadResult<Uint8Array>>;
}

function reading(stream: ReadableStream<Uint8Array>): Reading {
  let bytes: ReadableStreamBYOBReader;
  try {
    bytes = stream.getReader({ mode: "byob" });
  } catch {
    const reader = stream.getReader();
    return { reader, read: () => reader.read() };
  }
  // One buffer that goes to and fro.
  let buffer = new ArrayBuffer(SLICE);
  const read = async () => {
    const result = await bytes.read(new Uint8Array(buffer));
    if (!result.done) buffer = result.value.buffer;
    return result;
  };
  return { reader: bytes, read: read as Reading["read"] };
}

function streamOf(source: Exclude<CdrSource, ArrayBufferView | ArrayBuffer> | null, field: string): ByteStream | AsyncIterable<Uint8Array> | null {
  const stream = typeof source !== "object" || source === null ? undefined : "body" in source ? source.body : "stream" in source ? source.stream() : source;
  if (stream === null || (typeof stream === "object" && (Symbol.asyncIterator in stream || "getReader" in stream))) return stream;
  throw notBytes(field, "must be bytes, a Blob, a Response, a stream or an async iterable of bytes, or a list of these");
}
