// The package as its browser build, without a bundler. An import map would do as well, but an inline
// one needs an exception in the content security policy.
export * from "./pkg/index.browser.js";
