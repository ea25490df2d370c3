// What every caller of the platform has to know.

/** Stands for "no declared operation". */
export const UNDECLARED = 0xffffffff;

export const BASE_URL = "https://oapi.eiotclub.com";

// Many at a time: to ask the system is a tenth of a call. For what may come twice in a restored copy of a process.
const drawn = new Uint32Array(64);
let left = 0;

export function randomBits(): number {
  if (left === 0) left = crypto.getRandomValues(drawn).length;
  return drawn[--left] as number;
}
