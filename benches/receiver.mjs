// Callbacks a second in the Workers runtime: the receiver, the same work written by hand with WebCrypto, and a Worker
// that only reads the body, which is what HTTP itself costs. Each has a runtime of its own; rounds alternate, and the
// ratio of medians is the figure. Every callback is new: a duplicate would be answered without being handled.

import assert from "node:assert/strict";
import { connect } from "node:net";
import { fileURLToPath } from "node:url";
import { Miniflare } from "miniflare";
import { signNotification } from "../pkg/dist/webhook.inline.js";
import { compatibilityDate, workerModules } from "../scripts/workerd.mjs";
import { median, sorted } from "./shared/figures.mjs";

const SECRET = "a1b1c1d1";
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

const names = { read: "only reads", hand: "by hand", eiotclub: "eiotclub" };
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
  console.log(`callbacks a second in workerd, ${CONNECTIONS} connections, medians of ${ROUNDS} rounds in turns`);
  console.log("event               bytes   only reads    by hand   eiotclub   eiotclub / by hand   (middle half)   eiotclub / only reads");
  for (const [name, fields] of Object.entries(kinds)) {
    const rates = { read: [], hand: [], eiotclub: [] };
    for (let round = -2; round < ROUNDS; round++) {
      for (const contestant of Object.keys(names)) {
        const rate = await perSecond(ports[contestant], fields);
        if (round >= 0) rates[contestant].push(rate);
      }
    }
    const toHand = sorted(rates.eiotclub.map((rate, round) => rate / rates.hand[round]));
    const toRead = rates.eiotclub.map((rate, round) => rate / rates.read[round]);
    const cells = Object.keys(names).map((contestant) => median(rates[contestant]).toFixed(0).padStart(10));
    const spread = `${toHand[ROUNDS >> 2].toFixed(2)} to ${toHand[(ROUNDS * 3) >> 2].toFixed(2)}`;
    console.log(`${name.padEnd(18)} ${String(fresh(fields).length).padStart(6)}   ${cells.join(" ")} ${median(toHand).toFixed(2).padStart(20)}   ${spread.padStart(13)} ${median(toRead).toFixed(2).padStart(23)}`);
  }
} finally {
  await Promise.all(Object.values(runtimes).map((runtime) => runtime.dispose()));
}
