// Just enough of WebDriver to walk a page in Firefox: https://www.w3.org/TR/webdriver2/

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** Starts geckodriver and one Firefox. */
export async function startFirefox({ GECKODRIVER = "geckodriver", FIREFOX_BIN } = process.env) {
  const driver = spawn(GECKODRIVER, ["--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
  const [failed, address] = await Promise.race([once(driver, "error"), listening(driver)]);
  if (failed) throw new Error(`geckodriver did not start: ${failed.message ?? failed}`);
  async function ask(method, path, body) {
    const response = await fetch(`http://${address}${path}`, { method, ...(body && { body: JSON.stringify(body), headers: { "content-type": "application/json" } }) });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${path}: ${value.error}: ${value.message}`);
    return value;
  }
  const { sessionId } = await ask("POST", "/session", { capabilities: { alwaysMatch: { "moz:firefoxOptions": { args: ["-headless", "--width=1440", "--height=900"], ...(FIREFOX_BIN && { binary: FIREFOX_BIN }) } } } });
  const session = `/session/${sessionId}`;
  const find = (selector) => ask("POST", `${session}/element`, { using: "css selector", value: selector }).then((found) => found[ELEMENT]);
  const waitFor = (selector) => until(() => find(selector), selector);
  return {
    open: (url) => ask("POST", `${session}/url`, { url }),
    run: (script, ...args) => ask("POST", `${session}/execute/sync`, { script, args }),
    waitFor,
    click: (selector) => until(async () => ask("POST", `${session}/element/${await find(selector)}/click`, {}), selector),
    type: async (selector, text) => ask("POST", `${session}/element/${await waitFor(selector)}/value`, { text }),
    text: async (selector) => ask("GET", `${session}/element/${await waitFor(selector)}/text`),
    async close() {
      await ask("DELETE", session).catch(() => undefined);
      driver.kill();
    },
  };
}

async function listening(driver) {
  for await (const line of createInterface(driver.stdout)) {
    const address = /Listening on (\S+)/.exec(line)?.[1];
    if (address) return [undefined, address];
  }
  return ["it ended at once"];
}

/** Tries until it works: what is to come may not be there yet. */
async function until(work, what, seconds = 15) {
  for (const end = Date.now() + seconds * 1000; ; ) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > end) throw new Error(`${what}: ${error.message}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
