// `eiotclub sign`, `verify`, `call` and `listen`, as a shell runs them.

import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { run, start, startIn } from "./cli.mjs";
import { NOW, SECRET, main, notifications, requests } from "./pkg.mjs";

// Not like anything else that is printed.
const HIDDEN = "hidden-4711";
const env = { EIOT_APPKEY: "000001", EIOT_SECRET: SECRET, EIOT_CALLBACK_SECRET: "", EIOT_BASE_URL: "" };
const eiotclub = (args, { input, ...more } = {}) => run(args, input, { ...env, ...more });

test("sign shows the canonical string without the secret, and the signature, of every vector", async () => {
  for (const { params, secret, canonical, sign } of requests.filter(({ sign }) => sign).slice(0, 12)) {
    const { code, out } = await eiotclub(["sign", "--bare", "--json", "-"], { input: params, EIOT_SECRET: secret });
    assert.equal(code, 0);
    const result = JSON.parse(out);
    assert.deepEqual([result.canonical, result.sign], [`${canonical.slice(0, -secret.length)}…`, sign]);
    assert.equal(JSON.parse(result.body).sign, sign);
  }
  const words = ["appkey=000001", "timestamp:=1556595508", "nonce:=24523", "userName=wx", "age=24", "sex=1"];
  const { out } = await eiotclub(["sign", "--bare", ...words]);
  assert.equal(out, "age=24&appkey=000001&nonce=24523&sex=1&timestamp=1556595508&userName=wx&secret=…\n963A56BAEBED746F2746E4D9B3B77BE0F2E171E7\n");
});

test("sign adds what is missing, and its body is what the platform takes", async () => {
  const { out } = await eiotclub(["sign", "--body", "iccid=8985", "list:=[1.0,2]"]);
  const { sign, ...params } = JSON.parse(out);
  assert.deepEqual(Object.keys(params), ["appkey", "timestamp", "nonce", "iccid", "list"]);
  assert.match(out, /"list":\[1\.0,2\]/);
  assert.equal(main.sign(out.replace(/,"sign":"\w+"/, ""), SECRET), sign);
  assert.deepEqual(Object.keys(JSON.parse((await eiotclub(["sign", "--body", "{}"])).out)), ["appkey", "timestamp", "nonce", "sign"]);
  assert.deepEqual(Object.keys(JSON.parse((await eiotclub(["sign", "--body", "--bare", "{ }"])).out)), ["sign"]);
});

test("verify accepts and refuses what the vectors say, with the reason", async () => {
  const wanted = ["accept", "bad_signature", "malformed", "missing_signature", "ambiguous"];
  for (const expect of wanted) {
    const vector = notifications.find((one) => one.expect === expect);
    const { code, out } = await eiotclub(["verify", "--json", "--now", String(NOW)], { input: vector.body, EIOT_SECRET: vector.secret });
    const { verified, notification, reason } = JSON.parse(out);
    assert.deepEqual([code, verified], expect === "accept" ? [0, true] : [1, false], vector.name);
    if (verified) assert.equal(notification.event, vector.event);
    else assert.equal(reason, expect);
  }
  const { body } = notifications[0];
  const file = join(mkdtempSync(join(tmpdir(), "eiotclub-")), "callback.json");
  writeFileSync(file, `${body}\n`);
  assert.match((await eiotclub(["verify", "--any-time", file])).out, /^verified: FlowAlert\n[^]*\niccid +89852000263320817044\n/);
  const old = await eiotclub(["verify", file]);
  assert.equal(old.code, 1);
  assert.match(old.out, /^refused: stale: /);
  const rotated = await eiotclub(["verify", "--any-time", file], { EIOT_SECRET: HIDDEN, EIOT_CALLBACK_SECRET: `new, ${SECRET}` });
  assert.equal(rotated.code, 0);
});

test("what others send cannot move the terminal's cursor", async () => {
  const body = main.signNotification({ id: "\u001b[2Jx", event: "Made\u001b[31mUp", timestamp: NOW, nonce: 12345, text: "\u202eabc" }, SECRET);
  const { out } = await eiotclub(["verify", "--any-time"], { input: body });
  assert.match(out, /verified: Made\\u001b\[31mUp/);
  assert.doesNotMatch(out, /[\u001b\u202e]/);
});

let sandbox;
let url;
before(async () => {
  sandbox = start("sandbox", "--port", "0", "--cards", "3");
  url = (await sandbox.line(/listens on/)).match(/http:\S+/)[0];
});
after(() => sandbox.child.kill("SIGTERM"));
const call = (args, more = {}) => eiotclub(["call", ...args], { EIOT_BASE_URL: url, ...more });

test("call shows tables to people and JSON to programs", async () => {
  assert.equal((await call(["account.balance"])).out, "balance   500.00\ncurrency  USD\n");
  assert.deepEqual(JSON.parse((await call(["/api/v3/agent/balance", "--json"])).out), { balance: "500.00", currency: "USD" });
  const list = (await call(["cards.list", "pageSize=2"])).out.trimEnd().split("\n");
  assert.match(list.find((line) => line.includes("iccid")), /cardStatus .* iccid /);
  const all = JSON.parse((await call(["cards.list", "--all", "--json", "pageSize=2"])).out);
  assert.equal(all.length, 3);
  assert.equal(JSON.parse((await call(["cards.list", "--all", "--limit", "2", "--json", "-"], { input: '{"pageSize":1}' })).out).length, 2);
  const names = (await eiotclub(["call", "--list"])).out.trimEnd().split("\n");
  assert.ok(names.length >= 58 && names.includes("packages.order"), String(names));
});

test("call fails with 1 where the platform refuses, and with 2 before anything is sent", async () => {
  const refused = await call(["cards.get", "iccid=89852000000000000000"]);
  assert.deepEqual([refused.code, refused.out], [1, ""]);
  assert.match(refused.err, /^eiotclub call: cards\.get: the platform refused with 42405: .*iccid/);
  const asJson = JSON.parse((await call(["cards.get", "iccid=89852000000000000000", "--json"])).err);
  assert.deepEqual([asJson.kind, asJson.code], ["api", "42405"]);
  assert.equal((await call(["account.balance"], { EIOT_SECRET: "wrong" })).code, 1);
  assert.equal((await call(["account.balance"], { EIOT_BASE_URL: "http://127.0.0.1:1" })).code, 1);
});

test("wrong use is met with 2 and what would be right", async () => {
  for (const [args, complaint, more] of [
    [["call", "cards.get"], /iccid is required/],
    [["call", "cards.lost"], /no operation "cards\.lost"\. There is .*cards\.list/],
    [["call"], /--list names them/],
    [["call", "account.balance", "--all"], /does not come in pages/],
    [["call", "cards.get", "iccid"], /must be KEY=VALUE/],
    [["call", "cards.get", "a=1", "a=2"], /twice/],
    [["call", "cards.get", "a:=x"], /a must be JSON/],
    [["call", "account.balance"], /EIOT_APPKEY/, { EIOT_APPKEY: "" }],
    [["call", "account.balance"], /EIOT_BASE_URL must be/, { EIOT_BASE_URL: "x" }],
    [["sign", "a=b"], /EIOT_SECRET/, { EIOT_SECRET: "" }],
    [["sign"], /needs parameters/],
    [["sign", "[1]"], /KEY=VALUE/],
    [["verify", "/no/such/file"], /cannot read.*ENOENT/],
    [["verify", "--now", "soon"], /--now must be/],
    [["listen", "--port", "x"], /--port must be/],
  ]) {
    const { code, out, err } = await eiotclub(args, { EIOT_BASE_URL: url, ...more });
    assert.deepEqual([code, out], [2, ""], args.join(" "));
    assert.match(err, complaint, args.join(" "));
    assert.doesNotMatch(err, /^\s+at /m);
  }
});

test("a secret is not taken as an argument, and not printed", async () => {
  for (const args of [["sign", `secret=${HIDDEN}`], ["sign", "--secret", HIDDEN, "a=b"], ["sign", `--secret=${HIDDEN}`, "a=b"], ["call", "account.balance", `secret=${HIDDEN}`]]) {
    const { code, out, err } = await eiotclub(args);
    assert.equal(code, 2);
    assert.match(err, /EIOT_SECRET/);
    assert.ok(!(out + err).includes(HIDDEN), args.join(" "));
  }
  const body = { input: "{}", EIOT_SECRET: HIDDEN };
  for (const args of [["sign", "a=b"], ["sign", "--json", "a=b"], ["sign", "--body", "a=b"], ["verify"], ["call", "account.balance"], ["call", "--json", "account.balance"]]) {
    const { out, err } = await eiotclub(args, { EIOT_BASE_URL: url, ...body });
    assert.ok(!(out + err).includes(HIDDEN), args.join(" "));
  }
});

test("listen prints what is verified, what is refused and what came again, and answers each", async () => {
  for (const json of [false, true]) {
    const command = startIn(env, "listen", "--port", "0", ...(json ? ["--json"] : []));
    if (!json) await command.line(/Listening on/);
    while (!/Listening on/.test(command.text.out + command.text.err)) await new Promise((resolve) => setTimeout(resolve, 20));
    const address = (command.text.out + command.text.err).match(/http:\/\/127\S+\//)[0];
    const post = async (body) => (await fetch(address, { method: "POST", body, headers: { "content-type": "application/json" } })).status;
    const { out: signed } = await eiotclub(["sign", "--callback", "event=FlowAlert", "iccid=8985", "alert_type:=1", "alert_value=100"]);
    const body = signed.trimEnd();
    assert.equal(await post(body), 200);
    assert.equal(await post(body), 200);
    assert.equal(await post(body.replace("8985", "8986")), 401);
    command.child.kill("SIGINT");
    const { code, out } = await command.ended;
    assert.equal(code, 0);
    if (json) {
      const [first, again, refused] = out.trimEnd().split("\n").map((line) => JSON.parse(line));
      assert.equal(first.notification.iccid, "8985");
      assert.equal(again.duplicate, first.notification.id);
      assert.deepEqual(refused, { refused: "bad_signature", status: 401 });
    } else {
      assert.match(out, /FlowAlert cli-\d+\n[^]*iccid +8985\n[^]*came again\n[^]*refused with 401: bad_signature/);
    }
  }
});
