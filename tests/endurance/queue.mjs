// The queue: it outlives the Worker it feeds, and asks it over HTTP. Cloudflare's does both out of sight.

const CONSUMERS = 4;

export default {
  async fetch(request, env) {
    await env.CALLBACKS.send(await request.json(), { contentType: "json" });
    return new Response();
  },

  async queue(batch, env) {
    const part = Math.ceil(batch.messages.length / CONSUMERS);
    const parts = Array.from({ length: CONSUMERS }, (_, index) => batch.messages.slice(index * part, (index + 1) * part));
    await Promise.all(parts.map((messages) => deliver(messages, env)));
  },
};

async function deliver(messages, env) {
  if (messages.length === 0) return;
  const body = JSON.stringify(messages.map(({ id, body, attempts }) => ({ id, body, attempts })));
  const told = await fetch(`${env.WORKER}consume`, { method: "POST", body })
    .then((answer) => (answer.ok ? answer.json() : undefined))
    .catch(() => undefined);
  for (const message of messages) {
    // A consumer that died has acknowledged nothing.
    if (told?.ack.includes(message.id)) message.ack();
    else message.retry({ delaySeconds: told?.retry[message.id] ?? 1 });
  }
}
