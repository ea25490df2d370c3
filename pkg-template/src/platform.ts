// What every caller of the platform has to know.

/** Stands for "no declared operation". */
export const UNDECLARED = 0xffffffff;

export const BASE_URL = "https://oapi.eiotclub.com";

export function randomBits(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] as number;
}
