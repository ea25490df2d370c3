// How the page looks and weighs, who can use it, and that it works from a folder of files.

import assert from "node:assert/strict";
import { createReadStream, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import test, { after, before } from "node:test";
import { gzipSync } from "node:zlib";
import { assemble } from "../../examples/worker/assemble.mjs";
import { openPage, startChromium, startDemo } from "./harness.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const VIEWS = ["", "pools", "esim", "cloud-esim", "cdr", "signature", "callbacks"];
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".json": "application/json", ".wasm": "application/wasm" };
const FIRST_CONTENT = 120_000;
const folder = mkdtempSync(join(tmpdir(), "eiotclub-page-"));

let demo;
let browser;
let files;
let filesUrl;

before(async () => {
  assemble(join(folder, "page"));
  // Any server of files: nothing but names, types and bytes. The page need not be at its root.
  files = createServer((request, response) => {
    const path = join(folder, new URL(request.url, "http://x").pathname.replace(/\/$/, "/index.html"));
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return response.writeHead(404).end();
    createReadStream(path).pipe(response.writeHead(200, { "content-type": TYPES[extname(path)] }));
  });
  await new Promise((resolve) => files.listen(0, "127.0.0.1", resolve));
  filesUrl = `http://127.0.0.1:${files.address().port}/page/`;
  demo = await startDemo();
  browser = await startChromium();
});
after(async () => {
  await browser?.close();
  await demo?.dispose();
  files?.close();
  rmSync(folder, { recursive: true, force: true });
});

const go = async (page, hash) => {
  await page.evaluate((to) => (location.hash = to), `#/${hash}`);
  await page.locator(`body[data-view="${hash.split("/")[0] || "fleet"}"] main:not([aria-busy])`).waitFor({ state: "attached" });
};

async function violations(page) {
  const found = await page.evaluate(() => axe.run());
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`).join("; ")}`);
}

for (const colorScheme of ["light", "dark"]) {
  for (const width of [390, 1440]) {
    test(`every view is usable by everybody and fits: ${colorScheme}, ${width} px`, async () => {
      // Without motion: halfway from disabled to enabled a button has a colour that nobody reads by.
      const { page, problems } = await openPage(browser, demo.url, { viewport: { width, height: 900 }, colorScheme, reducedMotion: "reduce" });
      // As a debugger would put it in: the page's own policy refuses scripts of others.
      const session = await page.context().newCDPSession(page);
      await session.send("Runtime.evaluate", { expression: axe });
      const iccid = await page.locator("a.card").first().getAttribute("data-iccid");
      for (const view of [...VIEWS, `card/${iccid}`]) {
        await go(page, view);
        if (view === "cdr") {
          await page.locator("#cdr-sample").click();
          await page.locator(".totals").waitFor();
        }
        if (view.startsWith("card")) await page.locator(".chart svg").waitFor();
        assert.deepEqual(await violations(page), [], view || "fleet");
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${view || "fleet"} is wider than the window`);
      }
      await page.locator("[data-action=order]").click();
      await page.locator("dialog .offer").first().waitFor();
      assert.deepEqual(await violations(page), [], "the dialog of an order");
      await page.keyboard.press("Escape");
      assert.deepEqual(problems, []);
      await page.close();
    });
  }
}

test("the first content weighs little, comes from here, and nothing moves when it comes", async () => {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const transferred = new Map();
  page.on("response", async (response) => {
    if (response.url().endsWith("/events")) return;
    // As a server for production would send it.
    transferred.set(response.url(), gzipSync(await response.body().catch(() => "")).length);
  });
  await page.addInitScript(() => {
    globalThis.moved = 0;
    new PerformanceObserver((list) => list.getEntries().forEach(({ value, hadRecentInput }) => (globalThis.moved += hadRecentInput ? 0 : value))).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(demo.url);
  await page.locator("a.card").nth(5).waitFor();
  await page.waitForLoadState("load");
  const sum = [...transferred.values()].reduce((a, b) => a + b, 0);
  assert.ok([...transferred.keys()].every((url) => url.startsWith(demo.url)), [...transferred.keys()].join(" "));
  assert.ok([...transferred.keys()].some((url) => url.endsWith("eiotclub.wasm")));
  assert.ok(sum <= FIRST_CONTENT, `${sum} bytes: ${JSON.stringify([...transferred])}`);
  console.log(`first content: ${sum} bytes`);
  assert.ok((await page.evaluate(() => globalThis.moved)) < 0.02);
  await page.close();
});

test("without a server the page emulates the platform, and orders and callbacks work", async () => {
  const { page, problems } = await openPage(browser, filesUrl, { viewport: { width: 1440, height: 900 } });
  await page.locator("#mode", { hasText: "sandbox in this page" }).waitFor();
  await page.locator("a.card", { hasText: "no package in use" }).nth(2).click();
  await page.locator("[data-action=order]").click();
  await page.locator("dialog button[type=submit]:enabled").click();
  for (const event of ["SubPkgList", "PkgEffective"]) await page.locator(`dialog [data-event=${event}]`).waitFor();
  await page.keyboard.press("Escape");
  await page.locator("#forged").click();
  await page.locator("#log .refused", { hasText: "bad_signature" }).waitFor();
  await page.locator("#twice").click();
  await page.locator("#log .duplicate").waitFor();
  await go(page, "");
  await page.locator("#advance").click();
  await page.locator("#advance:not([aria-disabled])").waitFor();
  await page.locator("a.card").first().waitFor();
  assert.deepEqual(problems, []);
  await page.close();
});

test("50,000 cards scroll with few of them in the document", async () => {
  const { page, problems } = await openPage(browser, `${filesUrl}?cards=50000`, { viewport: { width: 1440, height: 900 } });
  await page.locator("#sort").selectOption("used");
  await page.locator("#count", { hasText: /^50,000 cards$/ }).waitFor({ timeout: 60_000 });
  const seen = await page.evaluate(async () => {
    const long = [];
    const observer = new PerformanceObserver((list) => long.push(...list.getEntries().map(({ duration }) => Math.round(duration))));
    observer.observe({ type: "longtask" });
    const height = document.documentElement.scrollHeight;
    let rows = 0;
    let empty = 0;
    const steps = 120;
    for (let step = 0; step <= steps; step++) {
      window.scrollTo(0, (height / steps) * step);
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      rows = Math.max(rows, document.querySelectorAll(".tile").length);
      // Two places, of which one at the most is a gap between tiles.
      if (![450, 475].some((y) => document.elementFromPoint(400, y)?.closest(".tile")) && step < steps) empty++;
    }
    observer.disconnect();
    return { rows, empty, long, last: document.querySelector(".tile:last-child").getAttribute("aria-posinset") };
  });
  console.log(`most rows in the document: ${seen.rows}; long tasks over 120 jumps: ${seen.long.length} (${seen.long.join(", ")} ms)`);
  assert.ok(seen.rows > 10 && seen.rows <= 200, `${seen.rows} rows`);
  assert.equal(seen.last, "50000");
  assert.ok(seen.empty === 0, `${seen.empty} jumps found no card`);
  // All 50,000 in the document make every jump a long task.
  assert.ok(seen.long.length <= 20, `${seen.long.length} long tasks`);
  assert.deepEqual(problems, []);
  await page.close();
});

test("a CDR file of 100 MB is read beside the page, and leaves it alive", async () => {
  const { page, problems } = await openPage(browser, `${filesUrl}#/cdr`, { viewport: { width: 1440, height: 900 } });
  const path = join(folder, "large.csv");
  let id = 0;
  const line = () => `${++id},2026-01-15 00:10:00,2026-01-15 00:20:00,8985200012340000${String(id % 500).padStart(4, "0")},460001234567890,1024,860000000000001,46001\n`;
  const parts = Array.from({ length: 40 }, () => Array.from({ length: 24_000 }, line).join(""));
  writeFileSync(path, parts.join(""));
  assert.ok(statSync(path).size > 100_000_000);
  await page.evaluate(() => {
    globalThis.told = new Set();
    globalThis.frames = 0;
    const bar = document.querySelector("progress");
    const look = () => {
      if (!bar.hidden) globalThis.told.add(bar.value);
      if (!bar.hidden) globalThis.frames++;
      if (!document.querySelector(".totals")) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.locator("#cdr-file").setInputFiles(path);
  await page.locator(".totals").waitFor({ timeout: 60_000 });
  assert.match(await page.locator(".cdr-result dl").textContent(), /960,000/);
  // A page that stood still would have drawn no frame meanwhile.
  const { told, frames } = await page.evaluate(() => ({ told: globalThis.told.size, frames: globalThis.frames }));
  assert.ok(told >= 3 && frames >= 10, `${told} steps of progress in ${frames} frames`);
  assert.deepEqual(problems, []);
  await page.close();
});
