// The three engines, through the protocol that all of their drivers speak.

import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { once } from "node:events";

const ARGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/** The drivers and browsers as the set-up found them. */
export const engines = ({ chromium, chromedriver, firefox, webkitdriver, minibrowser, xvfb }, geckodriver) => ({
  chromium: { driver: chromedriver, capabilities: { "goog:chromeOptions": { binary: chromium, args: ARGS } } },
  firefox: { driver: geckodriver, capabilities: { "moz:firefoxOptions": { binary: firefox, args: ["-headless"], prefs: { "app.update.auto": false } } } },
  webkit: {
    driver: webkitdriver,
    capabilities: { "webkitgtk:browserOptions": { binary: minibrowser, args: ["--automation"] } },
    xvfb,
  },
});

// WebKitGTK has no headless mode.
async function startDisplay(xvfb) {
  const child = spawn(xvfb, ["-displayfd", "3", "-screen", "0", "1024x768x24", "-nolisten", "tcp"], { stdio: ["ignore", "ignore", "ignore", "pipe"] });
  const [number] = await once(child.stdio[3], "data");
  return { child, display: `:${String(number).trim()}` };
}

export async function open({ driver, capabilities, xvfb }) {
  const screen = xvfb ? await startDisplay(xvfb) : undefined;
  const port = await freePort();
  const env = { ...process.env, ...(screen && { DISPLAY: screen.display, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1", LIBGL_ALWAYS_SOFTWARE: "1", GDK_BACKEND: "x11" }) };
  const child = spawn(driver, [`--port=${port}`], { env, stdio: "ignore" });
  const ask = async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, ...(body && { body: JSON.stringify(body), headers: { "content-type": "application/json" } }) });
    const { value } = await response.json();
    if (value?.error) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  const stop = () => {
    child.kill();
    screen?.child.kill();
  };
  try {
    for (let attempt = 0; ; attempt++) {
      try {
        await ask("GET", "/status");
        break;
      } catch (error) {
        if (attempt > 100 || child.exitCode !== null) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
    const { sessionId } = await ask("POST", "/session", { capabilities: { alwaysMatch: capabilities } });
    return {
      go: (url) => ask("POST", `/session/${sessionId}/url`, { url }),
      async close() {
        await ask("DELETE", `/session/${sessionId}`).catch(() => {});
        stop();
      },
    };
  } catch (error) {
    stop();
    throw error;
  }
}
