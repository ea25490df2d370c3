// What the page does to show the receiver's protections. Each function is shown on the page as it stands here.

export async function sendForged({ deliver }, { iccid }) {
  // Somebody who does not know the secret can write everything but the signature.
  await deliver(JSON.stringify({ id: crypto.randomUUID(), event: "CardStopped", timestamp: Math.floor(Date.now() / 1000), nonce: 12345, iccid, sign: "0".repeat(40) }));
}

export async function sendTwice({ repeat }, { iccid }) {
  // Signed rightly and delivered twice, as after a lost answer: it is handled once.
  await repeat({ id: crypto.randomUUID(), event: "FlowAlert", timestamp: Math.floor(Date.now() / 1000), nonce: 12345, iccid, alert_type: 1, alert_value: "100" });
}

export async function advanceDay({ advance }) {
  await advance(86_400);
}
