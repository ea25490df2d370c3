// What is measured everywhere, in Bun.

import { measureIn } from "./shared/command.mjs";

await measureIn("Bun");
