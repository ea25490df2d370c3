// Numbers that a function writes for its caller, over the boundary and back.

import type { Boundary } from "./boundary.js";

const bytesOf = (words: Uint32Array): Uint8Array => new Uint8Array(words.buffer, words.byteOffset, words.byteLength);

/** Passes room for them. */
export function passWords(wasm: Boundary, words: Uint32Array): number {
  const at = wasm.x.__wbindgen_malloc(words.byteLength, 4) >>> 0;
  wasm.view().set(bytesOf(words), at);
  wasm.length = words.length;
  return at;
}

/** Puts `length` bytes of them where the caller has them. */
export function copyWords(wasm: Boundary, at: number, length: number, words: Uint32Array): void {
  const from = at >>> 0;
  bytesOf(words).set(wasm.view().subarray(from, from + length));
}
