import { existsSync } from "node:fs";
import { find, installWithApt } from "./browsers.mjs";
import { StepFailed } from "./steps.mjs";

const python = { variable: "PYTHON", names: ["python3"], places: [] };

/** One test has a client in another language. */
export const pythonStep = {
  name: "Python 3",
  async run(context, note) {
    const there = find(python);
    if (!there) {
      const byApt = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
      if (byApt) {
        note("installing");
        // Not the minimal one, whose standard library lacks urllib.
        await installWithApt([{ package: "python3" }]);
      }
      if (!find(python)) throw new StepFailed("A test has a client in Python 3: put python3 on the PATH, or set PYTHON to it.");
    }
    context.python = find(python);
    return there ? "already there" : "installed";
  },
};
