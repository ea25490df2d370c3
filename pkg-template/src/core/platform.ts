// What every caller of the platform has to know.

/** Stands for "no declared operation". */
export const UNDECLARED = 0xffffffff;

export const BASE_URL = "https://oapi.eiotclub.com";

/** Returns 32 bits from a cryptographic source. */
export const randomBits = (): number => crypto.getRandomValues(new Uint32Array(1))[0] as number;
