// Parameters as a shell can write them: KEY=VALUE, KEY:=JSON, a JSON object, or - for one on standard input.

import { text } from "node:stream/consumers";
import { type Io, UsageError } from "./command.js";

export const PARAMETERS = "KEY=VALUE is text, KEY:=JSON a number, true, a list; in their place one JSON object, or - to read it from standard input.";

/** JSON text of an object: as text, since the literals of numbers are signed as they are written. */
export async function readParameters(words: readonly string[], io: Io): Promise<string> {
  const [first = ""] = words;
  if (first === "-" || first.trimStart().startsWith("{")) {
    if (words.length > 1) throw new UsageError("takes one JSON object, or KEY=VALUE parameters, not both");
    return checked(first === "-" ? await text(io.stdin) : first);
  }
  const members = new Map<string, string>();
  for (const word of words) {
    const [, key, colon, value] = /^([^=]*?)(:?)=([^]*)$/.exec(word) ?? [];
    if (!key || value === undefined) throw new UsageError(`${JSON.stringify(word)} must be KEY=VALUE, KEY:=JSON or a JSON object`);
    if (members.has(key)) throw new UsageError(`${JSON.stringify(key)} is there twice: give a list as one value, with commas`);
    members.set(key, colon ? literal(key, value) : JSON.stringify(value));
  }
  return checked(`{${[...members].map(([key, value]) => `${JSON.stringify(key)}:${value}`).join()}}`);
}

function checked(json: string): string {
  const value = parsed(json, "the parameters");
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new UsageError("the parameters must be a JSON object");
  if ("secret" in value) throw new UsageError("`secret` is no parameter: it goes into EIOT_SECRET, where others cannot read it");
  return json.trim();
}

function literal(key: string, value: string): string {
  parsed(value, key);
  return value;
}

// The engine's own message would quote the text, which may be longer than a screen.
function parsed(json: string, what: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new UsageError(`${what} must be JSON`);
  }
}

/** `members` before what is in `json`, which may be an empty object. */
export const withMembers = (json: string, members: Readonly<Record<string, unknown>>): string => {
  const added = JSON.stringify(members).slice(1, -1);
  const kept = json.slice(1, -1).trim();
  return `{${[added, kept].filter(Boolean).join()}}`;
};
