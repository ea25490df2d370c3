import { Receiver } from "eiotclub/webhook";

const success = () => new Response('{"status":"SUCCESS"}', { headers: { "content-type": "application/json" } });
const refusal = (status) => new Response('{"error":{}}', { status, headers: { "content-type": "application/json" } });

let handled = 0;
const work = () => void handled++;

const encoder = new TextEncoder();
const remembered = new Map();

/** What an application writes from the platform's page, with the care it should take: window, constant time, once. */
async function byHand(request, secret) {
  if (request.method !== "POST") return refusal(405);
  if (!(request.headers.get("content-type") ?? "").includes("json")) return refusal(415);
  let notification;
  try {
    notification = JSON.parse(await request.text());
  } catch {
    return refusal(400);
  }
  const { sign, ...signed } = notification;
  const names = Object.keys(signed).filter((name) => signed[name] !== "" && signed[name] !== null).sort();
  const text = names.map((name) => `${name}=${typeof signed[name] === "object" ? JSON.stringify(signed[name]) : signed[name]}&`).join("");
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-1", encoder.encode(`${text}secret=${secret}`)));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("").toUpperCase();
  const given = encoder.encode(String(sign).toUpperCase());
  if (given.length !== 40 || !crypto.subtle.timingSafeEqual(given, encoder.encode(hex))) return refusal(401);
  const age = Date.now() / 1000 - notification.timestamp;
  if (!(age < 86_400 && age > -300)) return refusal(401);
  if (typeof notification.data === "string") notification.data = JSON.parse(notification.data);
  const state = remembered.get(notification.id);
  if (state === "done") return success();
  if (state) return refusal(409);
  remembered.set(notification.id, "busy");
  if (remembered.size > 10_000) remembered.delete(remembered.keys().next().value);
  try {
    await work(notification);
  } catch {
    remembered.delete(notification.id);
    return refusal(500);
  }
  remembered.set(notification.id, "done");
  return success();
}

let receiver;
const contestants = {
  async read(request) {
    await request.text();
    return success();
  },
  hand: (request, { SECRET }) => byHand(request, SECRET),
  eiotclub: (request, { SECRET }) => (receiver ??= new Receiver({ secret: SECRET }).on("*", work)).handle(request),
};

export default { fetch: (request, env) => contestants[env.CONTESTANT](request, env) };
