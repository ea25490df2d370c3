// Values for people: tables where they fit, one block for each record where they do not.

type Row = Readonly<Record<string, unknown>>;

const isRow = (value: unknown): value is Row => typeof value === "object" && value !== null && !Array.isArray(value);

// Others' text goes to a terminal: what could move its cursor, or turn the reading direction, is written out.
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A text that only prints. */
export const printable = (text: string): string => text.replace(UNSAFE, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);

function cell(value: unknown): string {
  if (value === undefined || value === null) return "";
  return printable(typeof value === "object" ? JSON.stringify(value) : String(value));
}

/** How much room a text takes: letters of Chinese names take two places. */
const room = (text: string) => [...text].reduce((sum, letter) => sum + (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(letter) ? 2 : 1), 0);
const padded = (text: string, width: number) => text + " ".repeat(Math.max(0, width - room(text)));

const lines = (rows: readonly (readonly string[])[]): string[] => {
  const widths = rows.reduce<number[]>((all, row) => row.map((text, at) => Math.max(all[at] ?? 0, room(text))), []);
  return rows.map((row) => row.map((text, at) => padded(text, widths[at] ?? 0)).join("  ").trimEnd());
};

function table(rows: readonly Row[], width: number): string {
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((key) => rows.some((row) => cell(row[key]) !== ""));
  const wide = lines([keys, ...rows.map((row) => keys.map((key) => cell(row[key])))]);
  if (wide.every((line) => room(line) <= width)) return wide.join("\n");
  return rows.map((row) => lines(Object.entries(row).filter(([, value]) => cell(value) !== "").map(([key, value]) => [printable(key), cell(value)])).join("\n")).join("\n\n");
}

/** A value as text for people. `width` is the terminal's. */
export function show(value: unknown, width: number): string {
  if (value === undefined || value === null) return "done: there is nothing to show";
  if (Array.isArray(value)) {
    if (value.length === 0) return "none";
    return value.every(isRow) ? table(value, width) : value.map(cell).join("\n");
  }
  if (!isRow(value)) return cell(value);
  const lists = Object.entries(value).filter(([, inner]) => Array.isArray(inner) && inner.length > 0 && inner.every(isRow));
  const plain = Object.entries(value).filter(([key]) => !lists.some(([name]) => name === key));
  const head = lines(plain.map(([key, inner]) => [printable(key), cell(inner)])).join("\n");
  return [head, ...lists.map(([key, inner]) => `${printable(key)}:\n${table(inner as Row[], width)}`)].filter(Boolean).join("\n\n");
}
