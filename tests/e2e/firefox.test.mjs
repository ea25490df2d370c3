// The main ways through the page in Firefox.

import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { startDemo } from "./harness.mjs";
import { startFirefox } from "./webdriver.mjs";

let demo;
let firefox;

before(async () => {
  [demo, firefox] = await Promise.all([startDemo(), startFirefox()]);
});
after(async () => {
  await firefox?.close();
  await demo?.dispose();
});

const SUBMIT = "dialog button[type=submit]:enabled";
const CLOSE = "dialog .row.end button.plain";

test("Firefox: an order and its callbacks, a refund, a network, a message", async () => {
  await firefox.open(demo.url);
  await firefox.waitFor("a.card");
  const ready = await firefox.run("return [...document.querySelectorAll('a.card')].find((card) => card.querySelector('.state-ready')).dataset.iccid");
  await firefox.click(`a.card[data-iccid="${ready}"]`);
  await firefox.click("article [data-action=order]");
  await firefox.waitFor("dialog .offer");
  await firefox.click(SUBMIT);
  for (const event of ["SubPkgList", "PkgEffective"]) await firefox.waitFor(`dialog [data-event=${event}]`);
  await firefox.click(CLOSE);
  await firefox.click("[data-order] [data-action=refund]");
  await firefox.waitFor("dialog .known");
  await firefox.click(SUBMIT);
  await firefox.waitFor("dialog [data-event=Refund]");
  await firefox.click(CLOSE);
  await firefox.open(`${demo.url}#/`);
  const active = await (await firefox.waitFor("a.card"), firefox.run("return [...document.querySelectorAll('a.card')].find((card) => card.querySelector('.state-active')).dataset.iccid"));
  await firefox.click(`a.card[data-iccid="${active}"]`);
  await firefox.click("article [data-action=network]");
  await firefox.waitFor("dialog .offer");
  await firefox.click(SUBMIT);
  await firefox.waitFor("dialog .outcome .good");
  await firefox.click(CLOSE);
  await firefox.click("article [data-action=sms]");
  await firefox.type("dialog textarea", "hello");
  await firefox.click(SUBMIT);
  await firefox.waitFor("dialog .outcome .good");
  await firefox.click(CLOSE);
});

test("Firefox: a forged callback, the playground, a CDR file, the other language", async () => {
  await firefox.click("#forged");
  assert.match(await firefox.text("#log .refused"), /bad_signature/);
  await firefox.click(".tabs [data-view=signature]");
  assert.match(await firefox.text("#computed"), /^[0-9A-F]{40}$/);
  await firefox.click(".tabs [data-view=cdr]");
  await firefox.click("#cdr-sample");
  await firefox.waitFor(".totals");
  await firefox.click("#language");
  await firefox.waitFor("html[lang=zh-Hans]");
  assert.equal(await firefox.text("main h1"), "话单文件");
});
