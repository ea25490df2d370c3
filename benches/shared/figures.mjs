export const sorted = (list) => [...list].sort((a, b) => a - b);
export const median = (list) => sorted(list)[list.length >> 1];

/** Runs contestants in turns, and gives each its times in milliseconds. */
export async function inTurns(contestants, rounds) {
  const times = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
  for (let round = -2; round < rounds; round++) {
    for (const [name, work] of Object.entries(contestants)) {
      const from = performance.now();
      await work();
      if (round >= 0) times[name].push(performance.now() - from);
    }
  }
  return times;
}
