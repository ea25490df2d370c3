import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { chromium } from "playwright-core";
import { start } from "../../examples/worker/dev.mjs";

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

test("a forged callback is refused, and the page says why", async () => {
  const { page } = await open({ width: 390, height: 844 });
  const response = await fetch(new URL("/callback", demo.url), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ id: "x", event: "CardStopped", timestamp: 1, nonce: 1, iccid: "1", sign: "0".repeat(40) }),
  });
  assert.equal(response.status, 401);
  await page.locator("#log .refused", { hasText: "bad_signature" }).waitFor();
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
  for (const path of ["/../package.json", "/%2e%2e/package.json", "/pkg/..%2f..%2fpackage.json", "/pkg/%2e%2e/package.json"]) {
    assert.equal((await fetch(new URL(demo.url).origin + path)).status, 404, path);
  }
});
