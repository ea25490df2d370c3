import module from "./webhook.wasm?module";
import { imported, type Source } from "../source.js";

export const source: Source = { module: () => imported(module) };
