// Callbacks on their way to open pages, as server-sent events. A Durable Object, because a Worker's
// requests cannot write to each other's streams.

const KEPT = 50;
const encoder = new TextEncoder();

export class Feed {
  #open = new Set();
  #last = [];

  async fetch(request) {
    if (request.method === "POST") {
      const event = encoder.encode(`data: ${await request.text()}\n\n`);
      this.#last = [...this.#last, event].slice(-KEPT);
      for (const writer of this.#open) this.#write(writer, event);
      return new Response();
    }
    const { readable, writable } = new TransformStream();
    const writer = writable.getWriter();
    this.#open.add(writer);
    // The comment opens the stream even when there is nothing to tell yet.
    for (const event of [encoder.encode(": open\n\n"), ...this.#last]) this.#write(writer, event);
    return new Response(readable, { headers: { "content-type": "text/event-stream", "cache-control": "no-store" } });
  }

  #write(writer, event) {
    writer.write(event).catch(() => this.#open.delete(writer));
  }
}
