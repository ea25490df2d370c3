// The same over node:crypto, which a browser does not have.

import { createHash, timingSafeEqual } from "node:crypto";
import { canonical, decoded } from "./by-hand.mjs";

export function verifyWithNode(body, secret) {
  const notification = JSON.parse(body);
  const digest = createHash("sha1").update(canonical(notification, secret)).digest();
  if (typeof notification.sign !== "string" || !timingSafeEqual(digest, Buffer.from(notification.sign, "hex"))) throw new Error("bad signature");
  return decoded(notification);
}

export const signWithNode = (params, secret) => createHash("sha1").update(canonical(params, secret)).digest("hex").toUpperCase();
