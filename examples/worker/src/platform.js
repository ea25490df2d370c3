// The platform, emulated, as a Worker of its own. A Durable Object keeps it in one place.

import { Sandbox } from "eiotclub/sandbox";

const AWAKE_EVERY = 5_000;

export class Platform {
  #sandbox;
  #storage;

  constructor({ storage }, env) {
    this.#storage = storage;
    this.#sandbox = new Sandbox({
      appkey: env.EIOT_APPKEY,
      secret: env.EIOT_SECRET,
      realTime: true,
      notifyUrl: "https://app.example/callback",
      notify: (request) => env.APP.fetch(request),
    });
  }

  async fetch(request) {
    await this.#stayAwake();
    if (new URL(request.url).pathname !== "/sandbox/advance") return this.#sandbox.fetch(request);
    const { seconds } = (await request.json().catch(() => undefined)) ?? {};
    if (!(typeof seconds === "number" && seconds >= 0 && seconds <= 366 * 86_400)) {
      return Response.json({ error: "seconds must be a number from 0 to a year's" }, { status: 400 });
    }
    await this.#sandbox.advance(seconds);
    return Response.json({ clock: this.#sandbox.clock });
  }

  async alarm() {
    await this.#stayAwake();
    await this.#sandbox.settled();
  }

  // The sandbox lives in memory alone, and its own timer runs only while something is due. An object
  // with nothing to do is dropped after seconds, and with it would go the cards and the balance.
  async #stayAwake() {
    await this.#storage.setAlarm(Date.now() + AWAKE_EVERY);
  }
}

export default {
  fetch: (request, env) => env.PLATFORM_STATE.get(env.PLATFORM_STATE.idFromName("platform")).fetch(request),
};
