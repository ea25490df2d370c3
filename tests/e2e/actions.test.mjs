// Every action of the page, as a person does it.

import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { openPage, startChromium, startDemo } from "./harness.mjs";

let demo;
let browser;
let page;
let problems;
const bodies = [];

before(async () => {
  demo = await startDemo();
  browser = await startChromium();
  ({ page, problems } = await openPage(browser, demo.url, { viewport: { width: 1440, height: 900 } }));
  page.setDefaultTimeout(15_000);
  page.on("response", async (response) => {
    // The stream of events never ends, and has no body to wait for.
    if (!response.url().endsWith("/events")) bodies.push(await response.text().catch(() => ""));
  });
});
after(async () => {
  await browser?.close();
  await demo?.dispose();
});

const amount = async () => Number((await page.locator("#balance").textContent()).split(" ")[0]);
const dialog = () => page.locator("dialog");
const accepted = () => dialog().locator(".outcome .good").first().waitFor();
const confirm = () => dialog().locator("button[type=submit]").click();
const close = async () => {
  await dialog().locator("button.plain", { hasText: "Close" }).click();
  // It leaves the page a turn after it was closed.
  await dialog().waitFor({ state: "detached" });
};
const view = async (name) => {
  const [kind, subject] = name.split("/");
  await page.goto(`${demo.url}#/${name}`);
  await page.locator(`body[data-view="${kind || "fleet"}"] main:not([aria-busy])`).waitFor({ state: "attached" });
  // From one card to another the kind is the same, and the page may not have heard of it yet.
  if (subject) await page.locator("main h1", { hasText: subject }).waitFor();
};
/** Does an action whose dialog is open, and sees its code. */
async function carryOut(text) {
  assert.match(await dialog().locator("details.code code").textContent(), text);
  await dialog().locator("button[type=submit]:enabled").click();
  await accepted();
}

let iccid;

test("search, filter and sort find cards", async () => {
  await page.locator("#count", { hasText: "24 cards" }).waitFor();
  iccid = await page.locator("a.card").nth(4).getAttribute("data-iccid");
  await page.locator("#search").fill(iccid.slice(-12));
  await page.locator("#count", { hasText: "1 of 24 cards" }).waitFor();
  await page.locator("#search").fill("");
  await page.locator("#filter").selectOption({ label: "retired" });
  await page.locator("#count", { hasText: "1 of 24 cards" }).waitFor();
  await page.locator("#filter").selectOption("");
  await page.locator("#sort").selectOption("iccid");
  await page.locator("#count", { hasText: /^24 cards/ }).waitFor();
  const shown = await page.locator("a.card").evaluateAll((cards) => cards.map((card) => card.dataset.iccid));
  assert.deepEqual(shown, [...shown].sort());
});

test("an order is confirmed, paid for, and told by its callbacks; a refund pays it back", async () => {
  const before = await amount();
  await page.locator("#search").fill("");
  await page.locator("#filter").selectOption({ label: "ready" });
  await page.locator("a.card", { hasText: "no package in use" }).first().click();
  await page.locator("[data-action=order]").click();
  const price = Number(await dialog().locator(".offer strong").first().textContent());
  await carryOut(/client\.packages\.order/);
  for (const event of ["SubPkgList", "PkgEffective"]) await dialog().locator(`[data-event=${event}]`).waitFor();
  await page.waitForFunction((least) => Number(document.getElementById("balance").textContent.split(" ")[0]) <= least, before - price + 0.001);
  assert.equal(((await amount()) * 100).toFixed(), ((before - price) * 100).toFixed());
  await close();
  await page.locator("#log [data-event=SubPkgList]").first().waitFor();
  await page.locator("article .log [data-event=PkgEffective]").waitFor();

  await page.locator("[data-order] [data-action=refund]").first().click();
  await dialog().locator(".known", { hasText: price.toFixed(2) }).waitFor();
  await carryOut(/client\.packages\.refundAmount[\s\S]*client\.packages\.refund/);
  await dialog().locator("[data-event=Refund]").waitFor();
  await close();
  await page.waitForFunction((balance) => Number(document.getElementById("balance").textContent.split(" ")[0]) === balance, before);
});

test("network, usage, session and message", async () => {
  await view(`card/${iccid}`);
  await page.locator(".chart svg").waitFor();
  await page.locator("[data-action=network]").click();
  await dialog().locator(".offer").nth(1).click();
  await carryOut(/client\.cards\.switchNetwork/);
  await close();
  for (const [name, code] of [["refresh", /refreshUsage/], ["session", /cancelSession/]]) {
    await page.locator(`[data-action=${name}]`).click();
    await carryOut(code);
    await close();
    const button = page.locator(`[data-action=${name}][aria-disabled=true]`, { hasText: /in [45]:\d\d$/ });
    await button.waitFor();
    // A second press within the five minutes opens nothing. Playwright itself would wait for the button to be enabled.
    await button.evaluate((element) => element.click());
    assert.equal(await dialog().count(), 0);
  }
  await page.locator("[data-action=sms]").click();
  await dialog().locator("textarea").fill("AT+RESET");
  await carryOut(/client\.sms\.send/);
  await close();
});

test("a refusal is told in human words, in either language", async () => {
  await view(`card/${iccid}`);
  await page.route("**/api/eiot", (route) => (route.request().postData().includes("packages.order") ? route.fulfill({ status: 403, json: { error: { kind: "proxy", reason: "operation", message: "packages.order is not allowed", sent: false } } }) : route.continue()));
  await page.locator("[data-action=order]").click();
  await dialog().locator(".offer").first().waitFor();
  await confirm();
  await dialog().locator(".problem", { hasText: /This page may not do that\..*packages\.order/s }).waitFor();
  await page.keyboard.press("Escape");
  await dialog().waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => document.activeElement.dataset.action), "order");
  await page.unroute("**/api/eiot");
  problems.length = 0;

  // A code of the platform: messages go to active cards only.
  await view("");
  await page.locator("#filter").selectOption({ label: "retired" });
  await page.locator("a.card").first().click();
  await page.locator("#language").click();
  await page.locator("h2", { hasText: "每日用量" }).waitFor();
  await page.locator("[data-action=sms]").click();
  await dialog().locator("textarea").fill("x");
  await confirm();
  await dialog().locator(".problem", { hasText: /发送的内容不符合平台要求。.*45101: \p{Script=Han}/su }).waitFor();
  await page.keyboard.press("Escape");
  await page.locator("#language").click();
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  await view("");
  await page.locator("#filter").selectOption("");
});

test("pools: create, subscribe, add and remove cards, unsubscribe, delete", async () => {
  await view("pools");
  await page.locator("[data-action=createPool]").click();
  await dialog().locator("[name=memo]").fill("Fleet north");
  await carryOut(/client\.pools\.create/);
  await close();
  const pool = page.locator("[data-pool]", { hasText: "Fleet north" });
  await pool.waitFor();
  const open = (name) => pool.locator(`[data-action=${name}]`).first().click();
  await open("subscribePool");
  await carryOut(/client\.pools\.subscribe/);
  await close();
  await open("addCards");
  await dialog().locator(".offer").first().click();
  await carryOut(/client\.pools\.addCards/);
  await close();
  await pool.locator("a[href^='#/card/']").waitFor();
  await open("removeCards");
  await dialog().locator(".offer").first().click();
  await carryOut(/client\.pools\.removeCards/);
  await close();
  await open("unsubscribePool");
  await carryOut(/client\.pools\.unsubscribe/);
  await close();
  await open("deletePool");
  await carryOut(/client\.pools\.delete/);
  await close();
  await pool.waitFor({ state: "detached" });
});

test("an eSIM is bought, becomes ready, and is refunded", async () => {
  await view("esim");
  await page.locator("[data-action=purchaseEsim]").first().click();
  await carryOut(/client\.esim\.purchase/);
  await close();
  await page.locator("#advance").click();
  await page.locator("#advance:not([aria-disabled])").waitFor();
  await page.locator("#esim-refresh").click();
  await page.locator("[data-order]", { hasText: "ready to install" }).waitFor();
  await page.locator("[data-action=refund]").click();
  await dialog().locator(".known").waitFor();
  await carryOut(/client\.esim\.refund/);
  await close();
  await page.locator("[data-order]", { hasText: "refunded" }).waitFor();
});

test("a cloud eSIM's packages, refund, usage and session", async () => {
  await view("cloud-esim");
  const eid = await page.locator("[data-eid]", { has: page.locator(".tag.state-active") }).first().getAttribute("data-eid");
  const panel = page.locator(`[data-eid="${eid}"]`);
  for (const [name, code] of [["refresh", /cloudEsim\.refreshUsage/], ["session", /cloudEsim\.cancelSession/]]) {
    await panel.locator(`[data-action=${name}]`).click();
    await carryOut(code);
    await close();
    await panel.locator(`[data-action=${name}][aria-disabled=true]`, { hasText: /in [45]:\d\d$/ }).waitFor();
  }
  await panel.locator("[data-action=order]").click();
  await carryOut(/client\.cloudEsim\.purchase/);
  await dialog().locator("[data-event=CloudESimSubPkgList]").waitFor();
  await close();
  await panel.locator("[data-action=refund]").first().click();
  await dialog().locator(".known").waitFor();
  await carryOut(/client\.cloudEsim\.refund/);
  await close();
});

test("the protections can be seen working", async () => {
  await view("callbacks");
  await page.locator("#forged").click();
  await page.locator("#log .refused", { hasText: "bad_signature" }).waitFor();
  await page.locator("#twice").click();
  await page.locator("#log .duplicate[data-event=FlowAlert]").waitFor();
  assert.equal(await page.locator("#log [data-event=FlowAlert] details").count(), 1);
});

test("the playground computes and compares", async () => {
  await view("signature");
  await page.locator("#params").fill("b=2\na=1");
  await page.locator("#secret").fill("s");
  assert.equal(await page.locator("#canonical").textContent(), "a=1&b=2&secret=s");
  const computed = await page.locator("#computed").textContent();
  assert.match(computed, /^[0-9A-F]{40}$/);
  await page.locator("#received").fill(computed.toLowerCase());
  await page.locator("#verdict.good").waitFor();
  await page.locator("#received").fill("0".repeat(40));
  await page.locator("#verdict.bad").waitFor();
});

test("a CDR file is added up", async () => {
  await view("cdr");
  await page.locator("#cdr-sample").click();
  await page.locator(".totals").waitFor();
  assert.equal(await page.locator(".totals tbody tr").count(), 60);
  await page.locator("#cdr-file").setInputFiles({ name: "bad.csv", mimeType: "text/csv", buffer: Buffer.from("no record\n") });
  await page.locator(".problem", { hasText: "1 lines were left out" }).waitFor();
});

test("nothing went wrong on the way, and no secret reached the page", () => {
  // The forged callback is refused, which a browser notes.
  assert.deepEqual(problems.filter((problem) => !problem.includes("401 (Unauthorized)")), []);
  assert.ok(bodies.length > 20);
  assert.ok(!bodies.some((body) => body.includes("sandbox-secret")), "a secret reached the page");
});
