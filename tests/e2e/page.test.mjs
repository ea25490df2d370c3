import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test, { after, before } from "node:test";
import { start } from "../../examples/worker/dev.mjs";
import { main, sandbox } from "../package/pkg.mjs";
import { replay } from "../replay.mjs";
import { openPage, startChromium, startDemo } from "./harness.mjs";

let demo;
let browser;

before(async () => {
  demo = await startDemo();
  browser = await startChromium();
});
after(async () => {
  await browser?.close();
  await demo?.dispose();
});

const open = (viewport) => openPage(browser, demo.url, { viewport });

test("the sandbox gives the same bytes as in Node.js", async () => {
  const { page } = await open();
  const text = readFileSync(new URL("../replay.mjs", import.meta.url), "utf8").replace("export ", "");
  const modules = 'await import("/pkg/index.browser.js"), await import("/pkg/sandbox.browser.js")';
  const inPage = await page.evaluate(`(async () => { ${text}; return replay(${modules}); })()`);
  assert.deepEqual(inPage, await replay(main, sandbox));
});

/** A callback of someone who does not know the secret. */
const forge = (url) =>
  fetch(new URL("/callback", url), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ id: "x", event: "CardStopped", timestamp: 1, nonce: 1, iccid: "1", sign: "0".repeat(40) }),
  });

test("a forged callback is refused, and the page says why", async () => {
  const { page } = await open({ width: 1440, height: 900 });
  const response = await forge(demo.url);
  assert.equal(response.status, 401);
  await page.locator("#log .refused", { hasText: "bad_signature" }).waitFor();
  await page.close();
});

/** What the feed has kept, as a page that opens now is told. */
async function kept(url = demo.url) {
  const end = new AbortController();
  const { body } = await fetch(new URL("/events", url), { signal: end.signal });
  let text = "";
  const timer = setTimeout(() => end.abort(), 1_000);
  try {
    for await (const chunk of body.pipeThrough(new TextDecoderStream())) text += chunk;
  } catch (error) {
    if (error.name !== "AbortError") throw error;
  } finally {
    clearTimeout(timer);
  }
  return text;
}

test("nobody but the receiver can put a callback into the log", async () => {
  const forged = JSON.stringify({ at: 0, kind: "verified", notification: { id: "forged", event: "SubPkgList" } });
  for (const method of ["POST", "PUT", "DELETE"]) {
    assert.equal((await fetch(new URL("/events", demo.url), { method, body: forged })).status, 405, method);
  }
  const told = await kept();
  assert.match(told, /bad_signature/);
  assert.doesNotMatch(told, /forged|sandbox-secret/);
});

test("what came while nobody looked is there after a pause", async () => {
  // A demo of its own: one follower, even one that has left, keeps the feed from being idle.
  const { url, dispose } = await start({ port: 0, env: {} });
  try {
    await forge(url);
    // workerd drops an idle object after ten seconds.
    await new Promise((resolve) => setTimeout(resolve, 13_000));
    assert.match(await kept(url), /bad_signature/);
  } finally {
    await dispose();
  }
});

test("another site cannot move the sandbox's time", async () => {
  const advance = (origin, body) => fetch(new URL("/sandbox/advance", demo.url), { method: "POST", headers: { origin }, body });
  assert.equal((await advance("https://other.example", '{"seconds":1}')).status, 403);
  assert.equal((await advance(new URL(demo.url).origin, '{"seconds":1}')).status, 200);
  for (const body of ["null", "x", '{"seconds":-1}', '{"seconds":"1"}']) assert.equal((await advance(new URL(demo.url).origin, body)).status, 400, body);
});

test("the real platform needs both credentials", async () => {
  await assert.rejects(start({ port: 0, env: { EIOT_APPKEY: "a" } }), /EIOT_SECRET is missing/);
});

test("files beside the page stay where they are", async () => {
  for (const path of ["/../package.json", "/%2e%2e/package.json", "/pkg/..%2f..%2fpackage.json", "/pkg/%2e%2e/package.json", "/%zz"]) {
    assert.equal((await fetch(new URL(demo.url).origin + path)).status, 404, path);
  }
});
