// Text on its way into and out of the core.

import { type Problem, ValidationError } from "../errors/classes.js";

// A byte order mark stays: it is not part of what is documented, and the core says so.
const decoder = /* @__PURE__ */ new TextDecoder("utf-8", { ignoreBOM: true });

/** Returns the text of UTF-8. */
export const decodeText = (bytes: Uint8Array): string => decoder.decode(bytes);

/** Returns the UTF-8 of a text. */
export const encodeText = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Parameters as JSON text. Text is taken as it is, since a number literal in it may matter. */
export function encodeParams(params: object | string | undefined, operation?: string): string {
  if (params === undefined) return "{}";
  if (typeof params === "string") return params;
  if (typeof params !== "object" || params === null) throw new ValidationError([{ field: "params", reason: "must be an object, or its JSON text" }], operation);
  const plain = plainText(params);
  if (plain !== undefined) return plain;
  const problems: Problem[] = [];
  let text = "";
  for (const [field, value] of Object.entries(params) as [string, unknown][]) {
    if (value === undefined) continue;
    const literal = encodeValue(value);
    if (literal === null) problems.push({ field, reason: `must be a value JSON has a form for, not ${describe(value)}` });
    else text += `${text ? "," : ""}${JSON.stringify(field)}:${literal}`;
  }
  if (problems.length) throw new ValidationError(problems, operation);
  return `{${text}}`;
}

/** The text of what is no more than strings, numbers and booleans, as nearly all parameters are: one call says it all. */
function plainText(params: object): string | undefined {
  if (Array.isArray(params) || "toJSON" in params) return undefined;
  for (const value of Object.values(params) as unknown[]) {
    const type = typeof value;
    if (type !== "string" && type !== "boolean" && type !== "undefined" && !(type === "number" && Number.isFinite(value))) return undefined;
  }
  const text = JSON.stringify(params);
  // Half a surrogate pair comes out as its escape.
  return text.includes("\\ud") ? undefined : text;
}

/** The literal of a value; null where there is none. */
function encodeValue(value: unknown): string | null {
  if (typeof value === "bigint") return String(value);
  if (typeof value === "string" ? !wellFormed(value) : typeof value === "number" && !Number.isFinite(value)) return null;
  try {
    return JSON.stringify(value) ?? null;
  } catch {
    return null;
  }
}

function describe(value: unknown): string {
  return typeof value === "number" ? String(value) : typeof value === "string" ? "a string with half a surrogate pair" : typeof value;
}

/** Half a surrogate pair has no UTF-8 form: two encoders could sign it differently. */
export function wellFormed(text: string): boolean {
  const { isWellFormed } = text as { isWellFormed?: () => boolean };
  return isWellFormed ? isWellFormed.call(text) : !/\p{Surrogate}/u.test(text);
}
