// The page of `eiotclub sandbox`, under its own policy.

import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { start } from "../package/cli.mjs";
import { openPage, startChromium } from "./harness.mjs";

let command;
let url;
let browser;

before(async () => {
  command = start("sandbox", "--port", "0", "--seed", "7");
  url = (await command.line(/listens on/)).match(/http:\S+/)[0];
  browser = await startChromium();
});
after(async () => {
  await browser?.close();
  command.child.kill("SIGTERM");
  await command.ended;
});

test("it shows the account, moves time and takes faults, and the browser has nothing to complain of", async () => {
  const { page, problems } = await openPage(browser, url);
  await page.locator("#cards td").first().waitFor();
  const before = await page.locator("#clock").textContent();
  await page.getByRole("button", { name: "1 day on" }).click();
  await page.waitForFunction((shown) => document.querySelector("#clock").textContent !== shown, before);
  assert.equal(Date.parse(await page.locator("#clock").textContent()) - Date.parse(before), 86_400_000);
  await page.getByLabel("Faults").fill('[{"kind":"latency","ms":1}]');
  await page.getByRole("button", { name: "Apply" }).click();
  await page.waitForFunction(async () => (await (await fetch("/sandbox/state")).json()).faults.length === 1);
  assert.equal(await page.locator("#trouble").textContent(), "");
  assert.deepEqual(problems, []);
});
