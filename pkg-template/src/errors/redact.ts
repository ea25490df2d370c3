// What others wrote, without what must not be shown.

/** A text without secrets, also as they stand in JSON. */
export function scrub(text: string, secrets: readonly string[]): string {
  for (const secret of secrets) {
    if (secret === "") continue;
    text = text.replaceAll(secret, "…").replaceAll(JSON.stringify(secret).slice(1, -1), "…");
  }
  return text;
}

/** What may be shown of an error that a `fetch` threw: its names, codes and texts. Some hang the whole request on it. */
export function shown(error: unknown, secrets: readonly string[], depth = 0): unknown {
  if (typeof error !== "object" || error === null || !("message" in error)) return typeof error === "string" ? scrub(error, secrets) : undefined;
  const { name, message, code, stack, cause } = error as Error & { code?: unknown };
  const copy = new Error(scrub(String(message), secrets), cause && depth < 4 ? { cause: shown(cause, secrets, depth + 1) } : undefined);
  copy.name = String(name);
  if (stack) copy.stack = scrub(String(stack), secrets);
  if (typeof code === "string" || typeof code === "number") Object.assign(copy, { code });
  return copy;
}
