import { core, glue } from "../core/cdr.js";
import { TOO_LONG, pieces, type CdrInput } from "./input.js";
import { problemOf, type CdrOptions, type InvalidLine } from "./problem.js";
import { OneByOne } from "./items.js";

/** A record. The columns have the platform's names. */
export interface CdrRecord {
  /** Unique over all files; 64 bits, so text. */
  id: string;
  /** UTC, `yyyy-MM-dd HH:mm:ss`. */
  start_time: string;
  /** UTC, `yyyy-MM-dd HH:mm:ss`. */
  stop_time: string;
  iccid: string;
  /** Empty where it was not known. */
  imsi: string;
  /** Unit: bytes. */
  data_usage: number;
  /** Empty where it was not known. */
  imei: string;
  /** MCC and MNC together, as they were written. Empty where they were not known. */
  mccmnc: string;
  /**
   * The first three digits of `mccmnc`. The platform's description gives the MCC two digits and the MNC
   * three, which contradicts the standard (ITU-T E.212: three, and two or three): where you know better, cut
   * `mccmnc` yourself.
   */
  mcc: string;
  /** The rest of `mccmnc`: two or three digits. */
  mnc: string;
}

/**
 * Reads records one by one, in bounded memory. A record that comes twice is handed over twice.
 * @throws CdrError naming file, line and column, unless `onProblem` takes it.
 */
export function records(input: CdrInput, options: CdrOptions = {}): AsyncIterableIterator<CdrRecord> {
  return new OneByOne(lists(input, options));
}

async function* lists(input: CdrInput, options: CdrOptions): AsyncGenerator<CdrRecord[], void, undefined> {
  await core.ready();
  // One for all pieces: buffers that come and go are garbage faster than some runtimes collect it.
  let places = new Uint32Array();
  for await (const piece of pieces(input)) {
    const { file, bytes } = piece;
    if (bytes.length === 0) {
      problemOf(options, { ...file, line: piece.at++, column: "", reason: TOO_LONG });
      continue;
    }
    const room = Math.ceil(bytes.length / LEAST) * WIDTH;
    if (places.length < room) places = new Uint32Array(room);
    const found = JSON.parse(core.run(() => glue.records(bytes, piece.at === 1, places))) as { records: number; lines: number; invalid: InvalidLine[] };
    const end = found.records * WIDTH;
    let from = 0;
    for (const [offset, column, reason] of found.invalid) {
      // The records of the lines before it come first.
      let to = from;
      while (to < end && (places[to] as number) < offset) to += WIDTH;
      yield* cut(bytes, places.subarray(from, to));
      problemOf(options, { ...file, line: piece.at + offset, column, reason });
      from = to;
    }
    yield* cut(bytes, places.subarray(from, end));
    piece.at += found.lines;
  }
}

/** Numbers of each record in `places`: its line, where its eight columns begin and end, of `data_usage` the value. */
const WIDTH = 17;
/** Bytes of the shortest record: two times, three digits, seven commas and the line's end. */
const LEAST = 49;
// The engine's slices keep the text alive that they are of: it is cut small, so that who keeps a column of
// one record keeps two kilobytes and not a whole piece of the file.
const BLOCK = 16 * WIDTH;
const ascii = /* @__PURE__ */ new TextDecoder();

function* cut(bytes: Uint8Array, places: Uint32Array): Generator<CdrRecord[], void, undefined> {
  let mccmnc = "";
  let mcc = "";
  let mnc = "";
  for (let from = 0; from < places.length; from += BLOCK) {
    const to = Math.min(from + BLOCK, places.length);
    const base = places[from + 1] as number;
    const text = ascii.decode(bytes.subarray(base, places[to - 1]));
    const list: CdrRecord[] = [];
    for (let at = from; at < to; at += WIDTH) {
      const network = part(text, places, at + 15, base);
      if (network !== mccmnc) {
        mccmnc = network;
        mcc = network.slice(0, 3);
        mnc = network.slice(3);
      }
      list.push({
        id: part(text, places, at + 1, base),
        start_time: part(text, places, at + 3, base),
        stop_time: part(text, places, at + 5, base),
        iccid: part(text, places, at + 7, base),
        imsi: part(text, places, at + 9, base),
        data_usage: (places[at + 11] as number) * 2 ** 32 + (places[at + 12] as number),
        imei: part(text, places, at + 13, base),
        mccmnc,
        mcc,
        mnc,
      });
    }
    yield list;
  }
}

function part(text: string, places: Uint32Array, at: number, base: number): string {
  return text.slice((places[at] as number) - base, (places[at + 1] as number) - base);
}
