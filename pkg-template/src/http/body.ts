// Reading a body within a limit, whatever `Content-Length` claims.

/**
 * The bytes, or nothing where there are more than `max`. With as many as `length` it does not wait for the end:
 * that is a step more between runtime and script, a tenth of all a Worker does for a callback.
 */
export function readBody(message: Request | Response, max: number, length?: number): Promise<Uint8Array | undefined> {
  if (!message.body) return message.arrayBuffer().then((all) => new Uint8Array(all));
  const reader = message.body.getReader();
  return readChunks(() => reader.read(), max, () => reader.cancel(), length);
}

/** The bytes of all chunks, or nothing where there are more than `max`: then `stop` is called, and not waited for. */
export async function readChunks(
  next: () => Promise<{ done?: boolean | undefined; value?: Uint8Array | undefined }>,
  max: number,
  stop: () => Promise<unknown>,
  length?: number,
): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await next();
    if (done) break;
    size += value!.byteLength;
    if (size > max) {
      void stop().catch(() => undefined);
      return undefined;
    }
    chunks.push(value!);
    if (size === length) break;
  }
  if (chunks.length === 1) return chunks[0];
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.byteLength;
  }
  return all;
}
