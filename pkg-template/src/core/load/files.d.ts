// Files that the build puts beside the entries.

declare module "*.wasm?module" {
  const module: WebAssembly.Module;
  export default module;
}

declare module "*.bytes.js" {
  export const base64: string;
}
