import { join, relative } from "node:path";
import { root, StepFailed } from "../steps.mjs";

const source = join(root, "pkg-template", "src");

// The command line is a user of the package like any other: it adds nothing to the entries, and its
// errors and theirs are the same classes.
const entriesOnly = (entries) => ({
  name: "entries-only",
  setup(build) {
    build.onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir, importer }) => {
      const target = relative(source, join(resolveDir, path)).replace(/\\/g, "/");
      if (importer === "" || target.startsWith("cli/")) return undefined;
      const entry = entries.find((entry) => target === `${entry}.js`);
      if (!entry) throw new StepFailed(`${relative(root, importer)} imports ${path}: the command line may use the package's entries only`);
      return { path: `./${entry}.inline.js`, external: true };
    });
  },
});

/** How the command line is bundled into `directory`: each command a file that is loaded when it is called. */
export const commandBundle = (entries, directory) => ({
  entryPoints: { cli: join(source, "cli.ts") },
  absWorkingDir: root,
  outdir: directory,
  platform: "node",
  target: "node20",
  format: "esm",
  splitting: true,
  chunkNames: "cli-[name]-[hash]",
  loader: { ".html": "text" },
  plugins: [entriesOnly(entries)],
});
