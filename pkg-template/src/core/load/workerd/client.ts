import module from "./eiotclub.wasm?module";
import { imported, type Source } from "../source.js";

export const source: Source = { module: () => imported(module) };
