// What an application writes from the platform's page, over the sources of SHA-1 that are everywhere: no window, no
// ambiguity, no duplicate keys.

import { sha1 } from "@noble/hashes/legacy.js";

const encoder = new TextEncoder();

export function canonical({ sign, ...signed }, secret) {
  const names = Object.keys(signed).filter((name) => signed[name] !== "" && signed[name] !== null).sort();
  const text = names.map((name) => `${name}=${typeof signed[name] === "object" ? JSON.stringify(signed[name]) : signed[name]}&`).join("");
  return `${text}secret=${secret}`;
}

export function decoded(notification) {
  if (typeof notification.data === "string") notification.data = JSON.parse(notification.data);
  return notification;
}

const hexOf = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("").toUpperCase();

function sameText(a, b) {
  let difference = a.length ^ b.length;
  for (let at = 0; at < b.length; at++) difference |= a.charCodeAt(at) ^ b.charCodeAt(at);
  return difference === 0;
}

export async function verifyWithWebCrypto(body, secret) {
  const notification = JSON.parse(body);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-1", encoder.encode(canonical(notification, secret))));
  if (!sameText(hexOf(digest), notification.sign)) throw new Error("bad signature");
  return decoded(notification);
}

export function verifyWithNoble(body, secret) {
  const notification = JSON.parse(body);
  if (!sameText(hexOf(sha1(encoder.encode(canonical(notification, secret)))), notification.sign)) throw new Error("bad signature");
  return decoded(notification);
}

export const signWithWebCrypto = async (params, secret) =>
  hexOf(new Uint8Array(await crypto.subtle.digest("SHA-1", encoder.encode(canonical(params, secret)))));
