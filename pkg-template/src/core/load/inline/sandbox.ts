import { base64 } from "./sandbox.bytes.js";
import { compileBase64, type Source } from "../source.js";

export const source: Source = { module: () => compileBase64(base64) };
