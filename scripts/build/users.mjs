import { fileName } from "./manifest.mjs";

// As short as they are in use: what a bundler cannot tell to be unused shows in their sizes.
const programs = {
  "a receiver, bundled": {
    entry: "webhook",
    text: (file) => `import { Receiver } from "${file}";
      export default { fetch: (request) => new Receiver({ secret: "s" }).on("SubPkgList", async () => {}).handle(request) };`,
  },
  "a client, bundled": {
    entry: "index",
    text: (file) => `import { Client } from "${file}";
      const client = new Client({ appkey: "a", secret: "s" });
      export default { fetch: async () => Response.json(await client.packages.order({ iccid: "1", packageCode: "p" })) };`,
  },
  "a proxy, bundled": {
    entry: "proxy",
    text: (file) => `import { createSigningProxy } from "${file}";
      const proxy = createSigningProxy({ appkey: "a", secret: "s", allow: ["cards.list"], authorize: () => true });
      export default { fetch: proxy };`,
  },
};

/** What a user's bundler makes of small programs, from the bundles in `directory`: [name, condition, script] of each. */
export async function bundledUsers(directory, conditions) {
  // Imported late: the file itself is loaded before the dependencies are installed.
  const esbuild = await import("esbuild");
  const all = Object.entries(programs).flatMap(([name, { entry, text }]) =>
    conditions.map(async (condition) => {
      const { outputFiles } = await esbuild.build({
        stdin: { contents: text(`./${fileName(entry, condition)}`), resolveDir: directory },
        bundle: true,
        platform: "neutral",
        format: "esm",
        minify: true,
        charset: "utf8",
        external: ["*.wasm", "*.wasm?module"],
        write: false,
        // Outside node_modules esbuild reports imports that it leaves out.
        logLevel: "error",
      });
      return [name, condition, outputFiles[0].contents];
    }),
  );
  return Promise.all(all);
}
