import { fetchModule, notLoaded } from "../fetch.js";
import type { Source } from "../source.js";

export const source: Source = { module: notLoaded, load: () => fetchModule(new URL("./sandbox.wasm", import.meta.url)) };
