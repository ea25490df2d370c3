export const HEADER = "id,start_time,stop_time,iccid,imsi,data_usage,imei,mccmnc";

const BLOCK = 500;
const LINE_FEED = 10;
const encoder = new TextEncoder();

/** Rows as the platform writes them, of five thousand cards; ids count up from seven trillion. */
export function rows(from, count) {
  let text = "";
  for (let at = from; at < from + count; at++) {
    const hour = String(at % 24).padStart(2, "0");
    const card = String((at * 7919) % 5000).padStart(7, "0");
    text += `${7_000_000_000_000 + at},2026-01-15 ${hour}:00:00,2026-01-15 ${hour}:59:59,8985224310100${card},460001234567890,${(at * 104_729) % 1_000_000},860000000000001,46001\n`;
  }
  return text;
}

const ID_DIGITS = 13;

/** A file of about so many bytes, made while it is read, of one block of rows with ids that go on: making it takes next to no memory. */
export async function* madeUp(bytes) {
  const block = encoder.encode(rows(0, BLOCK));
  const starts = [0];
  for (let at = block.indexOf(LINE_FEED); at + 1 < block.length; at = block.indexOf(LINE_FEED, at + 1)) starts.push(at + 1);
  for (let id = 7_000_000_000_000, sent = 0; sent < bytes; sent += block.length) {
    for (const start of starts) {
      let rest = id++;
      for (let at = start + ID_DIGITS - 1; at >= start; at--) {
        block[at] = 48 + (rest % 10);
        rest = Math.floor(rest / 10);
      }
    }
    // A copy: a stream may hold it for a while.
    yield block.slice();
  }
}
