import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test, { after, before } from "node:test";
import { chromium } from "playwright-core";
import { start } from "../../examples/worker/dev.mjs";
import { main, sandbox } from "../package/pkg.mjs";
import { replay } from "../replay.mjs";

const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
let demo;
let browser;

before(async () => {
  demo = await start({ port: 0, env: {} });
  browser = await chromium.launch({ executablePath: process.env.CHROME_BIN ?? "/usr/bin/chromium", args: ARGS });
});
after(async () => {
  await browser?.close();
  await demo?.dispose();
});

async function open(viewport) {
  const page = await browser.newPage({ viewport });
  const problems = [];
  const bodies = [];
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("response", async (response) => {
    // The stream of events never ends, and has no body to wait for.
    if (!response.url().endsWith("/events")) bodies.push(await response.text().catch(() => ""));
  });
  await page.goto(demo.url);
  await page.locator(".card").first().waitFor();
  return { page, problems, bodies };
}

const amount = async (page) => Number((await page.locator("#balance").textContent()).split(" ")[0]);

test("the sandbox gives the same bytes as in Node.js", async () => {
  const { page } = await open();
  const text = readFileSync(new URL("../replay.mjs", import.meta.url), "utf8").replace("export ", "");
  const modules = 'await import("/pkg/index.browser.js"), await import("/pkg/sandbox.browser.js")';
  const inPage = await page.evaluate(`(async () => { ${text}; return replay(${modules}); })()`);
  assert.deepEqual(inPage, await replay(main, sandbox));
});

test("buying a package shows its callbacks and moves the balance", async () => {
  const { page, problems, bodies } = await open({ width: 1440, height: 900 });
  assert.equal(await page.locator(".card").count(), 24);
  const before = await amount(page);
  const card = page.locator(".card", { hasText: "No package in use" }).first();
  const iccid = await card.getAttribute("data-iccid");
  await card.getByRole("button").click();
  const offer = page.locator(".offer").nth(1);
  const price = Number(await offer.locator("strong").textContent());
  await offer.click();
  await page.getByRole("button", { name: "Buy", exact: true }).last().click();
  const entry = (event) => page.locator(`#log [data-event=${event}]`, { hasText: iccid });
  await entry("SubPkgList").waitFor({ timeout: 10_000 });
  await entry("PkgEffective").waitFor({ timeout: 15_000 });
  await page.locator(`[data-iccid="${iccid}"] meter`).waitFor();
  assert.equal(((await amount(page)) * 100).toFixed(), ((before - price) * 100).toFixed());
  assert.deepEqual(problems, []);
  assert.ok(bodies.length > 5);
  assert.ok(!bodies.some((body) => body.includes("sandbox-secret")), "a secret reached the page");
});

/** A callback of someone who does not know the secret. */
const forge = (url) =>
  fetch(new URL("/callback", url), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ id: "x", event: "CardStopped", timestamp: 1, nonce: 1, iccid: "1", sign: "0".repeat(40) }),
  });

test("a forged callback is refused, and the page says why", async () => {
  const { page } = await open({ width: 390, height: 844 });
  const response = await forge(demo.url);
  assert.equal(response.status, 401);
  await page.locator("#log .refused", { hasText: "bad_signature" }).waitFor();
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
  assert.match(told, /PkgEffective/);
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

test("a refused order is told in human words, and the dialog can be left", async () => {
  const { page } = await open({ width: 390, height: 844 });
  await page.route("**/api/eiot", (route) => route.request().postData().includes("packages.order")
    ? route.fulfill({ status: 403, json: { error: { kind: "proxy", reason: "operation", message: "packages.order is not allowed" } } })
    : route.continue());
  const card = page.locator(".card").first();
  await card.getByRole("button").click();
  await page.locator(".offer").first().waitFor();
  await page.locator("#buy").click();
  await page.locator("#dialog-problem", { hasText: /^This page may not do that\. .*packages\.order/ }).waitFor({ timeout: 5_000 });
  assert.equal(await page.locator("#dialog-problem").isVisible(), true);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("#dialog").isVisible(), false);
  assert.equal(await page.evaluate(() => document.activeElement.closest(".card")?.dataset.iccid), await card.getAttribute("data-iccid"));
});

test("another site cannot move the sandbox's time", async () => {
  const advance = (origin, body) => fetch(new URL("/sandbox/advance", demo.url), { method: "POST", headers: { origin }, body });
  assert.equal((await advance("https://other.example", '{"seconds":1}')).status, 403);
  assert.equal((await advance(new URL(demo.url).origin, '{"seconds":1}')).status, 200);
  for (const body of ["null", "x", '{"seconds":-1}', '{"seconds":"1"}']) assert.equal((await advance(new URL(demo.url).origin, body)).status, 400, body);
});

test("nothing overflows on a phone or a desktop", async () => {
  for (const width of [390, 1440]) {
    const { page, problems } = await open({ width, height: 900 });
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
    assert.deepEqual(problems, []);
    await page.close();
  }
});

test("the real platform needs both credentials", async () => {
  await assert.rejects(start({ port: 0, env: { EIOT_APPKEY: "a" } }), /EIOT_SECRET is missing/);
});

test("files beside the page stay where they are", async () => {
  for (const path of ["/../package.json", "/%2e%2e/package.json", "/pkg/..%2f..%2fpackage.json", "/pkg/%2e%2e/package.json", "/%zz"]) {
    assert.equal((await fetch(new URL(demo.url).origin + path)).status, 404, path);
  }
});
