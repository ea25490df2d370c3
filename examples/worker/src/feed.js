// Callbacks on their way to open pages, as server-sent events. A Durable Object, because a Worker's
// requests cannot write to each other's streams.

const KEPT = 50;
// Storage takes 128 KiB a value, and a character may need two bytes there.
const MAX_KEPT_LENGTH = 60_000;
const encoder = new TextEncoder();
const frame = (text) => encoder.encode(`data: ${text}\n\n`);

export class Feed {
  #storage;
  #open = new Set();
  #count = 0;

  constructor({ storage }) {
    this.#storage = storage;
  }

  /** @param {Request} request POST publishes, GET follows. Reached through a binding only: who may do which is the Worker's to decide. */
  async fetch(request) {
    if (request.method === "POST") {
      const text = await request.text();
      // In storage, because the object leaves memory seconds after the last page has closed.
      if (text.length <= MAX_KEPT_LENGTH) await this.#keep(text);
      for (const writer of this.#open) this.#write(writer, frame(text));
      return new Response();
    }
    const kept = [...(await this.#storage.list({ reverse: true, limit: KEPT })).values()].reverse();
    const { readable, writable } = new TransformStream();
    const writer = writable.getWriter();
    this.#open.add(writer);
    // The comment opens the stream even when there is nothing to tell yet.
    for (const event of [encoder.encode(": open\n\n"), ...kept.map(frame)]) this.#write(writer, event);
    return new Response(readable, { headers: { "content-type": "text/event-stream", "cache-control": "no-store" } });
  }

  async #keep(text) {
    // Keys sort as text: the clock keeps the order across restarts, the count within a millisecond.
    await this.#storage.put(`${String(Date.now()).padStart(15, "0")}-${String(this.#count++).padStart(9, "0")}`, text);
    const keys = [...(await this.#storage.list({ reverse: true, limit: KEPT + 20 })).keys()];
    await this.#storage.delete(keys.slice(KEPT));
  }

  #write(writer, event) {
    writer.write(event).catch(() => this.#open.delete(writer));
  }
}
