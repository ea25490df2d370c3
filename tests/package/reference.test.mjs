// The example calls of the reference pages are calls that can be made.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import test from "node:test";
import { APPKEY, SECRET, main, webhook } from "./pkg.mjs";

const directory = new URL("../../docs/reference/", import.meta.url);
const AsyncFunction = (async () => undefined).constructor;
const samples = readdirSync(directory).flatMap((page) =>
  [...readFileSync(new URL(page, directory), "utf8").matchAll(/^## (\S+)\n(?:(?!^## )[\s\S])*?```js\n([\s\S]*?)```/gm)].map(([, heading, code]) => [page, heading, code]),
);

test("every operation and event has one", () => {
  assert.equal(samples.length, 61 + 20);
});

for (const [page, heading, code] of samples) {
  test(`${page}: ${heading}`, async () => {
    const said = [];
    const console = { log: (...all) => said.push(all) };
    if (page === "events.md") {
      const receiver = new webhook.Receiver({ secret: SECRET });
      new Function("receiver", "console", code)(receiver, console);
      return;
    }
    const warned = [];
    const asked = [];
    const client = new main.Client({
      appkey: APPKEY,
      secret: SECRET,
      onWarning: (one) => warned.push(one),
      onRequest: ({ operation }) => asked.push(operation),
      fetch: async () => Response.json({ code: "200", message: "x" }),
    });
    await new AsyncFunction("client", "console", code)(client, console);
    assert.deepEqual(asked, [heading]);
    assert.deepEqual(warned, []);
  });
}
