// Whether an error proves that a request never left.

/** Codes of Node.js, Deno and Bun for a connection that was not made. */
const NOT_CONNECTED = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "UND_ERR_CONNECT_TIMEOUT", "ConnectionRefused"]);

/** Returns true only by proof: everything else may have been sent. */
export function neverLeft(error: unknown, depth = 0): boolean {
  if (typeof error !== "object" || error === null || depth > 4) return false;
  const { code, cause, errors, sent } = error as { code?: unknown; cause?: unknown; errors?: unknown; sent?: unknown };
  if (sent === false || (typeof code === "string" && NOT_CONNECTED.has(code))) return true;
  // A connection that is tried at several addresses fails with the errors of all of them.
  if (Array.isArray(errors) && errors.length > 0) return errors.every((one) => neverLeft(one, depth + 1));
  return neverLeft(cause, depth + 1);
}
