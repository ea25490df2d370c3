// What is measured everywhere, in Deno.

import { measureIn } from "./shared/command.mjs";

await measureIn("Deno");
