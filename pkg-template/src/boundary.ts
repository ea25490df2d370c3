// Strings and bytes across the boundary, for the artifacts whose functions take nothing else. What wasm-bindgen writes for
// the same is five times as long and copies letter by letter.

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

interface Exports {
  memory: WebAssembly.Memory;
  __wbindgen_malloc(length: number, align: number): number;
  __wbindgen_realloc(at: number, from: number, to: number, align: number): number;
  __wbindgen_free(at: number, length: number, align: number): void;
  __wbindgen_start(): void;
  [name: string]: unknown;
}

export class Boundary {
  /** The exports of the present instance. */
  x!: Exports;
  /** Bytes of what was passed last. */
  length = 0;
  #namespace: string;
  #module!: WebAssembly.Module;
  #memory = new Uint8Array(0);

  constructor(namespace: string) {
    this.#namespace = namespace;
  }

  start(module = this.#module): void {
    this.#module = module;
    // The table of JavaScript values stays empty: no function takes or returns one.
    const imports = { __wbindgen_init_externref_table() {} };
    this.x = new WebAssembly.Instance(module, { [this.#namespace]: imports }).exports as unknown as Exports;
    this.#memory = new Uint8Array(0);
    this.x.__wbindgen_start();
  }

  // A view is empty once the memory has grown.
  #view(): Uint8Array {
    if (this.#memory.length === 0) this.#memory = new Uint8Array(this.x.memory.buffer);
    return this.#memory;
  }

  /** Passes a text, or bytes, which the function called next owns; returns where they are. */
  pass(value: string | Uint8Array): number {
    const { length } = value;
    const at = this.x.__wbindgen_malloc(length, 1) >>> 0;
    const view = this.#view();
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
    const moved = this.x.__wbindgen_realloc(at, length, bytes.length, 1) >>> 0;
    this.#view().set(bytes, moved);
    this.length = bytes.length;
    return moved;
  }

  /** Takes a text over. */
  take([at, length]: [number, number]): string {
    const from = at >>> 0;
    const text = decoder.decode(this.#view().subarray(from, from + length));
    this.x.__wbindgen_free(at, length, 1);
    return text;
  }
}
