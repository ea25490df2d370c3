#!/usr/bin/env node
import { terminal } from "./cli/command.js";
import { main } from "./cli/main.js";

// Not process.exit: what was written to a pipe may still be on its way.
process.exitCode = await main(process.argv.slice(2), terminal());
