import { accessSync, constants, existsSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { root, run, StepFailed } from "./steps.mjs";

const browsers = [
  {
    key: "chromium",
    variable: "CHROME_BIN",
    names: ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"],
    places: [
      "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
      "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ],
    package: "chromium",
    mac: "brew install --cask google-chrome",
  },
  {
    key: "chromedriver",
    variable: "CHROMEDRIVER",
    names: ["chromedriver"],
    places: ["/usr/lib/chromium/chromedriver", "/usr/lib/chromium-browser/chromedriver"],
    package: "chromium-driver",
    mac: "brew install --cask chromedriver",
  },
  {
    key: "firefox",
    variable: "FIREFOX_BIN",
    names: ["firefox-esr", "firefox"],
    places: ["/Applications/Firefox.app/Contents/MacOS/firefox"],
    package: "firefox-esr",
    mac: "brew install --cask firefox",
  },
];

// WebKitGTK with its driver, and a display for it: it has no headless mode.
const webkit = [
  {
    key: "webkitdriver",
    variable: "WEBKIT_DRIVER",
    names: ["WebKitWebDriver"],
    places: [],
    package: "webkit2gtk-driver",
  },
  {
    key: "minibrowser",
    variable: "WEBKIT_BIN",
    names: ["MiniBrowser"],
    places: ["x86_64", "aarch64"].flatMap((cpu) => ["4.1", "4.0"].map((version) => `/usr/lib/${cpu}-linux-gnu/webkit2gtk-${version}/MiniBrowser`)),
    package: "webkit2gtk-driver",
  },
  { key: "xvfb", variable: "XVFB", names: ["Xvfb"], places: [], package: "xvfb" },
];

// Not the minimal package, whose standard library lacks urllib.
const python = [{ key: "python", variable: "PYTHON", names: ["python3"], places: [], package: "python3", mac: "brew install python3" }];

function usable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A program: where its variable says, else on the PATH, else where it usually is. */
function find({ variable, names, places }) {
  const given = process.env[variable];
  if (given) {
    if (!usable(given)) throw new StepFailed(`${variable} names ${given}, which is not a program that can be run.`);
    return given;
  }
  const directories = process.env.PATH.split(delimiter).filter(Boolean);
  return [...names.flatMap((name) => directories.map((directory) => join(directory, name))), ...places].find(usable);
}

const missing = (items) => items.filter((item) => !find(item));
const packagesOf = (items) => [...new Set(items.map((item) => item.package))];

async function installWithApt(items) {
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update"], { log: "setup-programs", env });
  // Not interruptible: dpkg would need a repair by hand.
  await run("apt-get", ["install", "--yes", "--no-install-recommends", ...packagesOf(items)], { log: "setup-programs", append: true, env, interruptible: false });
}

function howToGet(items) {
  const lines = items.map((item) => `  ${item.key}: not on the PATH, and ${item.variable} is not set`);
  const advice =
    process.platform === "darwin" && items.every((item) => item.mac)
      ? items.map((item) => item.mac).join(" && ")
      : `apt-get install ${packagesOf(items).join(" ")} (Debian; elsewhere the packages of your system)`;
  return `Some tests need these programs and are never skipped. Missing:\n${lines.join("\n")}\nTo get them: ${advice}`;
}

// Containers seldom allow the user namespaces of Chromium's sandbox, and only our own pages are loaded. The other flags
// stop a fresh profile from calling home, which a machine without network answers with long timeouts.
const CHROMIUM_FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

// Read by wasm-bindgen's test runner from the crate root. The paths differ per machine, so the file is not committed.
function writeCapabilities({ chromium, firefox }) {
  const capabilities = {
    "goog:chromeOptions": { binary: chromium, args: CHROMIUM_FLAGS },
    "moz:firefoxOptions": { binary: firefox, args: ["-headless"], prefs: { "app.update.auto": false } },
  };
  writeFileSync(join(root, "webdriver.json"), `${JSON.stringify(capabilities, null, 2)}\n`);
}

const programsStep = (name, items, done = () => {}) => ({
  name,
  async run(context, note) {
    const absent = missing(items);
    if (absent.length > 0) {
      const byApt = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
      if (!byApt) throw new StepFailed(howToGet(absent));
      note("installing (about 30 s)");
      await installWithApt(absent);
      const still = missing(items);
      if (still.length > 0) throw new StepFailed(howToGet(still));
    }
    const found = Object.fromEntries(items.map((item) => [item.key, find(item)]));
    context.programs = { ...context.programs, ...found };
    done(found);
    return absent.length > 0 ? "installed" : "already there";
  },
});

export const browsersStep = programsStep("browsers (Chromium, ChromeDriver, Firefox)", browsers, writeCapabilities);
export const webkitStep = programsStep("WebKit (WebKitGTK, its driver, a display)", webkit);
export const pythonStep = programsStep("Python 3", python);
