// Sources of bytes, cut into pieces that end with a line.

import { CdrError, ValidationError } from "./errors.js";

/** One file: bytes, a `File` or `Blob`, a `Response`, a stream, or anything that yields bytes, such as a Node stream. */
export type CdrSource = Uint8Array | ArrayBuffer | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array> | Blob | { body: ReadableStream<Uint8Array> | null };

/** One file, or several. */
export type CdrInput = CdrSource | readonly CdrSource[];

interface Piece {
  file: { file?: string };
  bytes: Uint8Array;
  /** Of the piece's first line. Whoever reads the piece moves it on. */
  line: { at: number };
}

// No record is as long, and a line without an end must not fill the memory.
const MAX_LINE = 4096;
const SLICE = 65_536;
const LINE_FEED = 10;

export async function* pieces(input: CdrInput): AsyncGenerator<Piece, void, undefined> {
  const files: readonly CdrSource[] = Array.isArray(input) ? input : [input as CdrSource];
  for (const [at, source] of files.entries()) {
    const name = nameOf(source) ?? (Array.isArray(input) ? `input[${at}]` : undefined);
    yield* wholeLines(source, name === undefined ? {} : { file: name });
  }
}

function nameOf(source: CdrSource): string | undefined {
  // A `File` has a name, a stream of Node's `fs` a path.
  const { name, path } = (source ?? {}) as { name?: unknown; path?: unknown };
  return [name, path].find((one): one is string => typeof one === "string" && one !== "");
}

async function* wholeLines(source: CdrSource, file: Piece["file"]): AsyncGenerator<Piece, void, undefined> {
  const line = { at: 1 };
  let rest: Uint8Array = new Uint8Array();
  for await (const chunk of chunks(source)) {
    if (!(chunk instanceof Uint8Array)) throw notBytes("yields something that is no bytes; leave the encoding of the stream unset");
    for (let from = 0; from < chunk.length; from += SLICE) {
      const slice = chunk.subarray(from, from + SLICE);
      const end = slice.lastIndexOf(LINE_FEED) + 1;
      if (end > 0) {
        yield { file, bytes: joined(rest, slice.subarray(0, end)), line };
        // A copy: the source may use its buffer again.
        rest = slice.slice(end);
      } else {
        rest = joined(rest, slice.slice());
      }
      if (rest.length > MAX_LINE) throw new CdrError({ ...file, line: line.at, column: "", reason: "is longer than any record" });
    }
  }
  if (rest.length > 0) yield { file, bytes: rest, line };
}

function joined(head: Uint8Array, tail: Uint8Array): Uint8Array {
  if (head.length === 0) return tail;
  const all = new Uint8Array(head.length + tail.length);
  all.set(head);
  all.set(tail, head.length);
  return all;
}

const notBytes = (reason: string) => new ValidationError([{ field: "input", reason }]);

async function* chunks(source: CdrSource): AsyncGenerator<Uint8Array, void, undefined> {
  if (ArrayBuffer.isView(source)) return yield new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  if (source instanceof ArrayBuffer) return yield new Uint8Array(source);
  const stream = streamOf(source);
  if (stream === null) return;
  if (Symbol.asyncIterator in stream) return yield* stream;
  // Not every browser's streams are iterable.
  const reader = (stream as ReadableStream<Uint8Array>).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function streamOf(source: Exclude<CdrSource, ArrayBufferView | ArrayBuffer>): ReadableStream<Uint8Array> | AsyncIterable<Uint8Array> | null {
  const stream = typeof source !== "object" || source === null ? undefined : "body" in source ? source.body : "stream" in source ? source.stream() : source;
  if (stream === null || (typeof stream === "object" && (Symbol.asyncIterator in stream || "getReader" in stream))) return stream;
  throw notBytes("must be bytes, a Blob, a Response, a stream or an async iterable of bytes, or a list of these");
}
