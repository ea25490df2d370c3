import { bundlers } from "./bundlers.mjs";
import { next } from "./next.mjs";
import { pages } from "./pages.mjs";
import { runners } from "./runners.mjs";
import { runtimes } from "./runtimes.mjs";

export const rows = [...runtimes, ...pages, ...bundlers, next, ...runners];
