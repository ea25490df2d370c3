import { chromium } from "playwright-core";
import { start } from "../../examples/worker/dev.mjs";

const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export const startDemo = () => start({ port: 0, env: {} });

export const startChromium = () => chromium.launch({ executablePath: process.env.CHROME_BIN ?? "/usr/bin/chromium", args: ARGS });

/** A page at `url`, and what went wrong on it. */
export async function openPage(browser, url, options = {}) {
  const page = await browser.newPage(options);
  const problems = [];
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(String(error)));
  await page.goto(url);
  await page.locator("main:not([aria-busy])").waitFor();
  return { page, problems };
}
