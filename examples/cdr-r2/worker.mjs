// A Worker that says what each card used on a day, from CDR files in an R2 bucket.
// GET /usage?day=2026-01-15 with `authorization: Bearer TOKEN`. Needs a bucket `CDR` and a secret `TOKEN`.

import { CdrError, coverage, parseFileName, totals } from "eiotclub/cdr";

export default {
  async fetch(request, env) {
    const url = new URL(request.url);
    if (request.method !== "GET" || url.pathname !== "/usage") return new Response("not found", { status: 404 });
    if (!env.TOKEN || !(await same(request.headers.get("authorization") ?? "", `Bearer ${env.TOKEN}`))) return new Response("not allowed", { status: 401 });
    const day = url.searchParams.get("day") ?? "";
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return new Response("day must be like 2026-01-15", { status: 400 });

    const { names, strange } = await filesOf(env.CDR, day);
    try {
      // Functions: each file is opened when the one before it is read, so a thousand are as good as one.
      const { records, repeated, bytes, byCardAndDay } = await totals(names.map((name) => () => env.CDR.get(name)), { days: true });
      const usage = [...byCardAndDay].flatMap(([iccid, days]) => (days.has(day) ? [{ iccid, bytes: days.get(day) }] : []));
      return Response.json({ day, files: names.length, records, repeated, bytes, usage, missing: coverage(names).gaps, strange });
    } catch (error) {
      if (!(error instanceof CdrError)) throw error;
      const { file, line, column, reason } = error;
      return Response.json({ file, line, column, reason }, { status: 422 });
    }
  },
};

/** The day's files by hour, and what else the bucket holds under such names. */
async function filesOf(bucket, day) {
  const names = [];
  const strange = [];
  for (let cursor; ; ) {
    const page = await bucket.list({ prefix: "cdr_", cursor });
    for (const { key } of page.objects) {
      try {
        if (parseFileName(key).start.toISOString().startsWith(day)) names.push(key);
      } catch {
        strange.push(key);
      }
    }
    if (!page.truncated) return { names: coverage(names).order, strange };
    cursor = page.cursor;
  }
}

async function same(one, other) {
  const [a, b] = await Promise.all([one, other].map((text) => crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))));
  return crypto.subtle.timingSafeEqual(a, b);
}
