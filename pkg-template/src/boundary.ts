// Strings and bytes across the boundary, for the artifacts whose functions take nothing else. What wasm-bindgen writes for
// the same is five times as long and copies letter by letter.

const encoder = /* @__PURE__ */ new TextEncoder();
let decoder: TextDecoder | undefined;

/** The text of UTF-8. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return decoder!.decode(bytes);
  } catch {
    // The first; and Safari's fails when it has read two gigabytes, where no other can fail.
    decoder = new TextDecoder("utf-8", { ignoreBOM: true });
    return decoder.decode(bytes);
  }
}

interface Exports {
  memory: WebAssembly.Memory;
  __wbindgen_malloc(length: number, align: number): number;
  __wbindgen_free(at: number, length: number, align: number): void;
  [name: string]: unknown;
}

export class Boundary {
  /** The exports of the present instance. */
  declare x: Exports;
  /** How long what was passed last is. */
  length = 0;
  #imports: WebAssembly.Imports;
  #memory = new Uint8Array();

  constructor(imports: WebAssembly.Imports = {}) {
    this.#imports = imports;
  }

  /** Begins anew. */
  start(module: WebAssembly.Module): void {
    this.x = new WebAssembly.Instance(module, this.#imports).exports as unknown as Exports;
    this.#memory = new Uint8Array();
  }

  /** The memory, which lies elsewhere once it has grown: then the view of it is empty. */
  view(): Uint8Array {
    if (!this.#memory.length) this.#memory = new Uint8Array(this.x.memory.buffer);
    return this.#memory;
  }

  /** Passes a text, or bytes, which the function called next owns; returns where they are. */
  pass(value: string | Uint8Array): number {
    const { length } = value;
    const at = this.x.__wbindgen_malloc(length, 1) >>> 0;
    const view = this.view();
    this.length = length;
    if (typeof value !== "string") {
      view.set(value, at);
      return at;
    }
    if (length < 24) {
      let index = 0;
      for (; index < length; index++) {
        const code = value.charCodeAt(index);
        if (code > 127) break;
        view[at + index] = code;
      }
      if (index === length) return at;
    } else if (encoder.encodeInto(value, view.subarray(at, at + length)).read === length) {
      return at;
    }
    // Not ASCII: longer than it has letters.
    const bytes = encoder.encode(value);
    this.x.__wbindgen_free(at, length, 1);
    return this.pass(bytes);
  }

  /** Takes a text over. */
  take([at, length]: [number, number]): string {
    const from = at >>> 0;
    const text = decodeText(this.view().subarray(from, from + length));
    this.x.__wbindgen_free(at, length, 1);
    return text;
  }
}
