import { coverage } from "eiotclub/cdr";

const UNITS = ["B", "KiB", "MiB", "GiB", "TiB"];
const readable = (exact) => {
  const bytes = Number(exact);
  const power = bytes < 1024 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${(bytes / 1024 ** power).toFixed(power && 1)} ${UNITS[power]}`;
};
const hour = (date) => date.toISOString().slice(0, 16).replace("T", " ");

/** What is stored, as text: usage, then every file that was refused and every hour that is missing. */
export function report(store) {
  const files = store.files();
  const cards = store.byCard();
  const stored = files.filter(({ records }) => records !== null);
  const lines = [`${stored.length} files, ${cards.reduce((sum, { records }) => sum + records, 0n)} records, ${cards.length} cards`, ""];
  for (const { iccid, records, bytes } of cards) lines.push(`${iccid.padEnd(22)} ${String(records).padStart(8)} records ${String(bytes).padStart(16)} bytes  ${readable(bytes).padStart(10)}`);
  lines.push("", ...store.byNetwork().map(({ mccmnc, bytes }) => `network ${(mccmnc || "unknown").padEnd(8)} ${readable(bytes)}`));
  for (const { problem } of files.filter(({ problem }) => problem !== null)) lines.push(`refused ${problem}`);
  const { gaps, overlaps } = coverage(stored.map(({ name }) => name));
  for (const { account, start, stop } of gaps) lines.push(`missing: account ${account}, ${hour(start)} to ${hour(stop)} UTC`);
  for (const [one, other] of overlaps) lines.push(`overlap: ${one} and ${other}; their common records count once`);
  return `${lines.join("\n")}\n`;
}
