export const HEADER = "id,start_time,stop_time,iccid,imsi,data_usage,imei,mccmnc";

const BLOCK = 500;
const LINE_FEED = 10;
const encoder = new TextEncoder();

/** Rows as the platform writes them, of five thousand cards; ids count up from seven trillion, or are others. */
export function rows(from, count, idOf = (at) => 7_000_000_000_000 + at) {
  let text = "";
  for (let at = from; at < from + count; at++) {
    const hour = String(at % 24).padStart(2, "0");
    const card = String((at * 7919) % 5000).padStart(7, "0");
    text += `${idOf(at)},2026-01-15 ${hour}:00:00,2026-01-15 ${hour}:59:59,8985224310100${card},460001234567890,${(at * 104_729) % 1_000_000},860000000000001,46001\n`;
  }
  return text;
}

/** Spreads a number over 30 bits. */
const spread = (number) => {
  const mixed = Math.imul(number ^ (number >>> 15), 0x2c1b3c6d);
  return (Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39) >>> 2) % 1_000_000_000;
};

/** Eighteen digits that tell nothing of those before, none twice. */
export const scattered = (at) => `${1 + (spread(at) % 9)}${String(spread(at + 0x9e3779b9)).padStart(9, "0").slice(1)}${String(spread(Math.imul(at, 0x85ebca6b))).padStart(9, "0")}`;

/** A file of about so many bytes, made while it is read, of one block of rows with ids that go on: making it takes next to no memory. */
export async function* madeUp(bytes, idOf = (at) => String(7_000_000_000_000 + at)) {
  const block = encoder.encode(rows(0, BLOCK, idOf));
  const starts = [0];
  for (let at = block.indexOf(LINE_FEED); at + 1 < block.length; at = block.indexOf(LINE_FEED, at + 1)) starts.push(at + 1);
  for (let row = 0, sent = 0; sent < bytes; sent += block.length) {
    for (const start of starts) encoder.encodeInto(idOf(row++), block.subarray(start));
    // A copy: a stream may hold it for a while.
    yield block.slice();
  }
}
