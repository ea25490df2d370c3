import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import test from "node:test";
import { checkVectors } from "../vectors.mjs";
import { NOW, SECRET, main, notifications, requests, webhook } from "./pkg.mjs";

test("every vector passes in the main artifact", () => {
  assert.equal(requests.length + notifications.length, 149);
  assert.deepEqual(checkVectors(main, requests, notifications), []);
});

test("every notification vector passes in the small artifact", () => {
  assert.deepEqual(checkVectors({ verify: webhook.verify }, [], notifications), []);
});

test("texts of every length are hashed as node:crypto hashes them", () => {
  for (let length = 0; length < 200; length++) {
    for (const secret of ["s", "é".repeat(40)]) {
      const a = "\u00ff€x".repeat(length).slice(0, length);
      const expected = createHash("sha1").update(`${length ? `a=${a}&` : ""}secret=${secret}`).digest("hex").toUpperCase();
      assert.equal(main.sign({ a }, secret), expected, `${length}`);
      const { sign } = JSON.parse(webhook.signNotification({ a }, secret));
      assert.equal(sign, expected, `${length}`);
    }
  }
});

test("strings are read as JSON.parse reads them, wherever in them something stands", () => {
  const read = (text, parse) => {
    try {
      return parse(text);
    } catch {
      return "refused";
    }
  };
  let refused = 0;
  for (const piece of ['\\"', "\\\\", "\\n", "\\u00e9", "\\ud83d\\ude00", "é", "\u0001", "\u001f", " ", "#", "[", "\\x", "\\u12", "\\"]) {
    for (const next of ["", '\\"', "\\u0041", "]"]) {
      for (let before = 0; before < 34; before++) {
        for (const between of [0, 1, 7, 15]) {
          for (const after of [0, 40]) {
            const text = `{"a":"${"x".repeat(before)}${piece}${"y".repeat(between)}${next}${"z".repeat(after)}"}`;
            const expected = read(text, (text) => `a=${JSON.parse(text).a}&secret=s`);
            assert.equal(read(text, (text) => main.canonicalString(text, "s")), expected, text);
            if (expected === "refused") refused++;
          }
        }
      }
    }
  }
  assert.ok(refused > 1000);
});

test("CommonJS too, in an instance of its own whose errors are recognised by kind", () => {
  const require = createRequire(import.meta.url);
  const cjs = require("../../pkg/dist/cjs/index.js");
  assert.deepEqual(checkVectors(cjs, requests, notifications), []);
  assert.throws(() => cjs.verify("{", "s"), (error) => main.isEiotError(error) && error.kind === "signature");
});

test("parameters may be an object or its text, where literals matter", () => {
  assert.equal(main.sign({ a: 1, b: undefined, c: 12345678901234567890n }, "s"), main.sign('{"a":1,"c":12345678901234567890}', "s"));
  assert.notEqual(main.sign('{"a":1.0}', "s"), main.sign({ a: 1.0 }, "s"));
  assert.throws(() => main.sign({ a: NaN, f() {} }, "s"), /a must be .* not NaN; f must be .* not function/);
});

test("what is signed verifies, and a notification is narrowed by its event", () => {
  const body = main.signNotification({ id: "n1", event: "FlowAlert", timestamp: NOW, nonce: 12345, iccid: "8985", alert_type: 1, alert_value: "100" }, SECRET);
  const alert = main.verify(body, ["other", SECRET], { now: NOW });
  assert.equal(alert.event, "FlowAlert");
  assert.equal(alert.alert_type, 1);
});

test("the window has two ends and can be switched off", () => {
  const body = main.signNotification({ id: "n1", event: "CardStopped", timestamp: NOW, nonce: 12345, iccid: "8985" }, SECRET);
  const reason = (options) => {
    try {
      main.verify(body, SECRET, options);
    } catch (error) {
      assert.ok(error instanceof main.SignatureError);
      return error.reason;
    }
  };
  assert.equal(reason({ now: NOW + 86_401 }), "stale");
  assert.equal(reason({ now: NOW - 301 }), "future");
  assert.equal(reason({ now: NOW + 86_400 }), undefined);
  assert.equal(reason({ now: NOW + 1, window: { past: 0 } }), "stale");
  assert.equal(reason({ window: false }), undefined);
});

test("a missing secret lets nobody in", () => {
  const body = main.signNotification({ id: "n1", event: "CardStopped", timestamp: NOW, nonce: 1, iccid: "1" }, "s");
  for (const secret of [undefined, "", [], ["s", ""], [undefined], " s"]) {
    assert.throws(() => main.verify(body, secret, { window: false }), { kind: "validation" });
  }
  assert.throws(() => main.verify({ id: "n1" }, "s"), /as it was received/);
  assert.throws(() => main.verify('{"x":"\ud800"}', "s"), { reason: "malformed" });
});

test("numbers sent as strings are put right, long ones keep their digits", () => {
  const drift = [];
  const data = JSON.stringify({ iccid: "1", orderId: "7", fromOrderId: 9007199254740993n.toString() });
  const body = main.signNotification({ id: "n1", event: "PkgEffective", timestamp: NOW, nonce: 1, data }, "s");
  const { data: effective } = main.verify(body, "s", { window: false });
  assert.equal(effective.orderId, 7);
  assert.equal(effective.fromOrderId, "9007199254740993");
  assert.deepEqual(drift, []);
});

test("error codes are all there", () => {
  assert.equal(main.errorCodes.size, 88);
  assert.deepEqual(main.errorCodes.get(42002), { code: 42002, en: "outTradeNo already exists.", zh: "outTradeNo已存在", category: "state", retryable: false });
  const facts = JSON.parse(readFileSync(new URL("../errors.json", import.meta.url), "utf8")).filter(({ code }) => code !== 200);
  assert.deepEqual([...main.errorCodes.values()].map(({ code, zh, en }) => ({ code, zh, en })), facts);
  const categories = new Set(["auth", "parameter", "not_found", "state", "balance", "rate_limit", "platform"]);
  for (const [key, { code, category, retryable }] of main.errorCodes) assert.ok(key === code && categories.has(category) && typeof retryable === "boolean", String(key));
});
