// What an application writes from the platform's page, over each source of SHA-1: no window, no ambiguity, no duplicate keys.

import { sha1 } from "@noble/hashes/legacy.js";
import { createHash, timingSafeEqual } from "node:crypto";

const encoder = new TextEncoder();

export function canonical({ sign, ...signed }, secret) {
  const names = Object.keys(signed).filter((name) => signed[name] !== "" && signed[name] !== null).sort();
  const text = names.map((name) => `${name}=${typeof signed[name] === "object" ? JSON.stringify(signed[name]) : signed[name]}&`).join("");
  return `${text}secret=${secret}`;
}

function decoded(notification) {
  if (typeof notification.data === "string") notification.data = JSON.parse(notification.data);
  return notification;
}

const hexOf = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("").toUpperCase();

function sameText(a, b) {
  let difference = a.length ^ b.length;
  for (let at = 0; at < b.length; at++) difference |= a.charCodeAt(at) ^ b.charCodeAt(at);
  return difference === 0;
}

export function verifyWithNode(body, secret) {
  const notification = JSON.parse(body);
  const digest = createHash("sha1").update(canonical(notification, secret)).digest();
  if (typeof notification.sign !== "string" || !timingSafeEqual(digest, Buffer.from(notification.sign, "hex"))) throw new Error("bad signature");
  return decoded(notification);
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

export const signWithNode = (params, secret) => createHash("sha1").update(canonical(params, secret)).digest("hex").toUpperCase();

export const signWithWebCrypto = async (params, secret) =>
  hexOf(new Uint8Array(await crypto.subtle.digest("SHA-1", encoder.encode(canonical(params, secret)))));
