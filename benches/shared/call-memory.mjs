// The memory of the core over many calls: its module's own, which never shrinks, so that a leak shows.

const memories = [];
const { Instance } = WebAssembly;
// The package makes its instance at the first call, and keeps it to itself.
WebAssembly.Instance = class extends Instance {
  constructor(...args) {
    super(...args);
    memories.push(this.exports.memory);
  }
};
const { Client } = await import("../../pkg/dist/index.js");

const answers = ['{"code":"200","data":{"balance":"8.50","currency":"USD"}}', '{"code":"42402","message":"x","data":null}', "<html>", '{"code":"200","data":{"balance":8.5}}'];

/** Makes calls, every fourth with a client of its own, and yields the bytes of the module's memory after each `step`. */
export async function* memoryOver(calls, step) {
  let made = 0;
  const fetch = async () => new Response(answers[made % answers.length], { headers: { "content-type": "application/json" } });
  const options = { appkey: "000001", secret: "a1b1c1d1", fetch, pace: false, retry: false };
  const one = new Client(options);
  for (; made < calls; made++) {
    const client = made % 4 ? one : new Client(options);
    await client.account.balance().catch(() => undefined);
    if ((made + 1) % step === 0) yield memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
  }
}
