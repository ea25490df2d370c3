// The platform, emulated, as a Worker of its own. A Durable Object keeps it in one place.

import { Sandbox } from "eiotclub/sandbox";

export class Platform {
  #sandbox;

  constructor(_state, env) {
    this.#sandbox = new Sandbox({
      appkey: env.EIOT_APPKEY,
      secret: env.EIOT_SECRET,
      realTime: true,
      notifyUrl: "https://app.example/callback",
      notify: (request) => env.APP.fetch(request),
    });
  }

  async fetch(request) {
    if (new URL(request.url).pathname !== "/sandbox/advance") return this.#sandbox.fetch(request);
    const { seconds } = await request.json().catch(() => ({}));
    if (!(seconds >= 0 && seconds <= 366 * 86_400)) return Response.json({ error: "seconds must be a number from 0 to a year's" }, { status: 400 });
    await this.#sandbox.advance(seconds);
    return Response.json({ clock: this.#sandbox.clock });
  }
}

export default {
  fetch: (request, env) => env.PLATFORM_STATE.get(env.PLATFORM_STATE.idFromName("platform")).fetch(request),
};
