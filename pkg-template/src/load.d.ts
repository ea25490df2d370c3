// What the build puts in place of these two specifiers, per runtime: see ARCHITECTURE.md, "Loading".

declare module "#load/main" {
  export const source: import("./instance.js").Source;
}
declare module "#load/webhook" {
  export const source: import("./instance.js").Source;
}
declare module "#load/proxy" {
  export const source: import("./instance.js").Source;
}
declare module "#load/cdr" {
  export const source: import("./instance.js").Source;
}
declare module "#load/sandbox" {
  export const source: import("./instance.js").Source;
}
