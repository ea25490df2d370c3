// The platform, emulated, as a Worker of its own. A Durable Object keeps it in one place.

import { Sandbox } from "eiotclub/sandbox";
import { signNotification } from "eiotclub/webhook";

const AWAKE_EVERY = 5_000;

export class Platform {
  #sandbox;
  #storage;
  #secret;
  #app;

  constructor({ storage }, env) {
    this.#storage = storage;
    this.#secret = env.EIOT_SECRET;
    this.#app = env.APP;
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
    switch (new URL(request.url).pathname) {
      case "/sandbox/clock":
        return Response.json({ clock: this.#sandbox.clock });
      case "/sandbox/advance":
        return this.#advance(request);
      case "/sandbox/twice":
        return this.#twice(request);
      default:
        return this.#sandbox.fetch(request);
    }
  }

  async #advance(request) {
    const { seconds } = (await request.json().catch(() => undefined)) ?? {};
    if (!(typeof seconds === "number" && seconds >= 0 && seconds <= 366 * 86_400)) {
      return Response.json({ error: "seconds must be a number from 0 to a year's" }, { status: 400 });
    }
    await this.#sandbox.advance(seconds);
    return Response.json({ clock: this.#sandbox.clock });
  }

  /** Signs a notification and delivers it twice, as the platform does when an answer was lost. */
  async #twice(request) {
    const fields = await request.json().catch(() => undefined);
    if (typeof fields?.id !== "string" || typeof fields.event !== "string") return Response.json({ error: "id and event are needed" }, { status: 400 });
    const body = signNotification(fields, this.#secret);
    const statuses = [];
    for (let time = 0; time < 2; time++) {
      const answer = await this.#app.fetch("https://app.example/callback", { method: "POST", headers: { "content-type": "application/json" }, body });
      statuses.push(answer.status);
    }
    return Response.json({ statuses });
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
