import { bundlers } from "./bundlers.mjs";
import { next } from "./next.mjs";
import { nitro } from "./nitro.mjs";
import { pages } from "./pages.mjs";
import { runners } from "./runners.mjs";
import { runtimes } from "./runtimes.mjs";

export const rows = [...runtimes, ...pages, ...bundlers, ...nitro, ...next, ...runners];
