// Callbacks a second in the Workers runtime: the receiver, the same work written by hand with WebCrypto, and a Worker
// that only reads the body, which is what HTTP itself costs. Each has a runtime of its own; rounds alternate, and the
// ratio of medians is the figure. Every callback is new: a duplicate would be answered without being handled.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { connect } from "node:net";
import { fileURLToPath } from "node:url";
import { Miniflare } from "miniflare";
import { signNotification } from "../pkg/dist/webhook.js";
import { compatibilityDate, workerModules } from "../scripts/workerd.mjs";
import { show } from "./shared/compare.mjs";
import { median, sorted } from "./shared/figures.mjs";

const SECRET = "a1b1c1d1";
const { version: workerdVersion } = createRequire(import.meta.url)("workerd/package.json");
const ROUNDS = 9;
const CALLS = 2500;
const CONNECTIONS = 16;

const item = { iccid: "89423053323291099364", orderId: 10004728, packageName: "A-TM-50M-1", packageCode: "A-TM-50M-1D-A-CN-TEST-2024052489FC722C", state: 0, gzhPackageName: "", createDate: "2024-05-28 09:34:47", packageType: 3, outTradeNo: "6300001983111426769635", salesChannel: "API" };
const kinds = {
  CardStopped: { event: "CardStopped", iccid: "89852000263320817044" },
  SubPkgList: { event: "SubPkgList", data: JSON.stringify([item]) },
  "SubPkgList of 12": { event: "SubPkgList", data: JSON.stringify(Array(12).fill(item)) },
};

let made = 0;
const fresh = (fields) => signNotification({ id: `bench-${made++}`, timestamp: Math.floor(Date.now() / 1000), nonce: 90082, ...fields }, SECRET);
const asRequest = (body) => Buffer.from(`POST / HTTP/1.1\r\nhost: worker\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);

/** One connection that sends a request, waits for the end of its answer, sends the next. A client library would cost more than what is measured. */
function lane(port, take) {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1").setNoDelay();
    let answer = "";
    const send = () => {
      const request = take();
      if (request) socket.write(request);
      else socket.end(resolve);
    };
    socket.once("connect", send).on("error", reject).setEncoding("latin1").on("data", (text) => {
      answer += text;
      if (!answer.endsWith('{"status":"SUCCESS"}')) return;
      if (!answer.startsWith("HTTP/1.1 200")) return reject(new Error(answer));
      answer = "";
      send();
    });
  });
}

async function perSecond(port, fields) {
  const requests = Array.from({ length: CALLS }, () => asRequest(fresh(fields)));
  const from = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, () => lane(port, () => requests.pop())));
  return CALLS / ((performance.now() - from) / 1000);
}

const names = { read: "a Worker that only reads the body", hand: "WebCrypto by hand", eiotclub: "eiotclub" };
const modules = await workerModules(fileURLToPath(new URL("shared/receivers.worker.mjs", import.meta.url)));
const runtimes = {};
const ports = {};
for (const contestant of Object.keys(names)) {
  runtimes[contestant] = new Miniflare({ host: "127.0.0.1", port: 0, modules, compatibilityDate, bindings: { CONTESTANT: contestant, SECRET } });
  ports[contestant] = (await runtimes[contestant].ready).port;
}

try {
  const ask = async (contestant, body) => (await fetch(`http://127.0.0.1:${ports[contestant]}/`, { method: "POST", body, headers: { "content-type": "application/json" } })).status;
  for (const contestant of ["hand", "eiotclub"]) {
    const genuine = fresh(kinds.SubPkgList);
    assert.deepEqual([await ask(contestant, genuine), await ask(contestant, genuine), await ask(contestant, genuine.replace("90082", "90083"))], [200, 200, 401], contestant);
  }
  for (const fields of Object.values(kinds)) {
    const rates = { read: [], hand: [], eiotclub: [] };
    for (let round = -2; round < ROUNDS; round++) {
      for (const contestant of Object.keys(names)) {
        const rate = await perSecond(ports[contestant], fields);
        if (round >= 0) rates[contestant].push(rate);
      }
    }
    const rows = Object.entries(names).map(([contestant, name]) => {
      // Time is the inverse of the rate: ours over theirs, as in every other figure here.
      const ratios = sorted(rates[contestant].map((rate, round) => rate / rates.eiotclub[round]));
      return { name, microseconds: 1e6 / median(rates[contestant]), ratio: median(ratios), low: ratios[ROUNDS >> 2], high: ratios[(ROUNDS * 3) >> 2] };
    });
    const input = `${fresh(fields).length.toLocaleString("en")} bytes, ${CONNECTIONS} connections`;
    show({ work: "receive a callback over HTTP", input, runtime: `workerd ${workerdVersion}`, rounds: ROUNDS, calls: CALLS, rows });
    console.log(`  a second: ${Object.entries(names).map(([contestant, name]) => `${name} ${Math.round(median(rates[contestant])).toLocaleString("en")}`).join(", ")}`);
  }
} finally {
  await Promise.all(Object.values(runtimes).map((runtime) => runtime.dispose()));
}
