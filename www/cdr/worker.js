// Reads CDR files beside the page, so that a large one never holds it up.

import { totals } from "../pkg/cdr.browser.js";

const EVERY = 100;

export async function addUp(file, told, onProblem) {
  const counted = new TransformStream({
    transform(chunk, out) {
      told(chunk.byteLength);
      out.enqueue(chunk);
    },
  });
  return totals({ name: file.name, body: file.stream().pipeThrough(counted) }, { days: true, networks: true, onProblem });
}

self.onmessage = async ({ data: file }) => {
  let done = 0;
  let last = 0;
  let problems = 0;
  let first;
  const told = (bytes) => {
    done += bytes;
    if (Date.now() - last < EVERY) return;
    last = Date.now();
    self.postMessage({ progress: done });
  };
  try {
    const result = await addUp(file, told, (problem) => {
      problems++;
      first ??= problem.message;
    });
    self.postMessage({ result: { ...summed(result), problems, first } });
  } catch (error) {
    self.postMessage({ problem: { kind: error.kind, message: error.message } });
  }
};

/** What is shown: the days of all cards together, and the cards that used most. */
function summed({ records, repeated, bytes, byCard, byCardAndDay }) {
  const days = new Map();
  for (const card of byCardAndDay.values()) for (const [day, sum] of card) days.set(day, (days.get(day) ?? 0) + sum);
  const cards = [...byCard].sort(([, a], [, b]) => b - a);
  return { records, repeated, bytes, cards: cards.slice(0, 100), total: cards.length, days: [...days].sort() };
}
