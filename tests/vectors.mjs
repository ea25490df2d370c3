// The independent vectors, run the same way in every runtime. Plain functions, so that they can be
// bundled into a Worker and served to a page.

/** Returns what failed; nothing is good. */
export function checkVectors({ sign, canonicalString, verify }, requests, notifications) {
  const failures = [];
  for (const { name, params, secret, canonical, sign: expected } of requests) {
    // One vector has an empty secret, which signing allows and verification never does.
    if (canonicalString && canonicalString(params, secret) !== canonical) failures.push(`canonical: ${name}`);
    if (sign && sign(params, secret) !== expected) failures.push(`sign: ${name}`);
  }
  // Jest's jsdom has none, and text alone will do there.
  const bytes = globalThis.TextEncoder && new TextEncoder();
  for (const { name, body, secret, expect, event } of notifications) {
    for (const form of bytes ? [body, bytes.encode(body)] : [body]) {
      let verdict = "accept";
      try {
        const notification = verify(form, secret, { window: false });
        if (event && notification.event !== event) verdict = `event ${notification.event}`;
        if (typeof notification.data === "string") verdict = "data was not decoded";
      } catch (error) {
        verdict = error.reason ?? String(error);
      }
      if (verdict !== expect) failures.push(`${name}: ${verdict}, expected ${expect}`);
    }
  }
  return failures;
}
