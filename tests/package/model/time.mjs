// Time that a test moves: 30 seconds of a client pass as fast as the events in them can be handled.
// Whoever imports this gets timers, clocks and random bits that a seed decides.

import { AsyncLocalStorage } from "node:async_hooks";

/** A generator of numbers that is the same everywhere (mulberry32). */
export function randomOf(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (end) => next() % end;
  return { next, below, chance: (percent) => below(100) < percent, pick: (all) => all[below(all.length)] };
}

/** 2024-05-28 09:34:47 at UTC+8. */
export const BASE = 1_716_860_087_000;

/** Whose call it is, through every await, timer, proxy and relay. */
export const callOf = new AsyncLocalStorage();

const nextTurn = globalThis.setImmediate;
let queue = [];
let ids = 0;
let ciphers = 0;
let bits = randomOf(0);
export const time = { now: 0 };

export function later(milliseconds, act) {
  const entry = { at: time.now + Math.max(0, milliseconds), id: ++ids, act, store: callOf.getStore() };
  let [low, high] = [0, queue.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (queue[middle].at <= entry.at) low = middle + 1;
    else high = middle;
  }
  queue.splice(low, 0, entry);
  return entry;
}

/** Ends when everything that can happen at this moment has happened. */
async function settle() {
  // Ciphers work in other threads.
  for (let quiet = 0; quiet < 3; quiet = ciphers > 0 ? 0 : quiet + 1) await new Promise((resolve) => nextTurn(resolve));
}

/** Begins at zero. */
export function reset(seed) {
  [time.now, queue, bits] = [0, [], randomOf(seed)];
}

/** Lets all time pass that something waits for. */
export async function pass() {
  for (;;) {
    await settle();
    const next = queue.shift();
    if (!next) return;
    time.now = next.at;
    callOf.run(next.store, next.act);
  }
}

globalThis.setTimeout = (act, milliseconds = 0, ...more) => later(milliseconds, () => act(...more));
globalThis.clearTimeout = (entry) => {
  const at = queue.indexOf(entry);
  if (at >= 0) queue.splice(at, 1);
};
Object.defineProperty(performance, "now", { value: () => time.now });
Date.now = () => BASE + time.now;
crypto.getRandomValues = (array) => {
  for (let at = 0; at < array.length; at++) array[at] = bits.next();
  return array;
};
for (const name of ["sign", "verify", "importKey"]) {
  const work = crypto.subtle[name].bind(crypto.subtle);
  crypto.subtle[name] = (...all) => {
    ciphers++;
    return work(...all).finally(() => ciphers--);
  };
}
