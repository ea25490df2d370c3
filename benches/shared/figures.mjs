// What is told of each contestant is how long ours takes in its time: below 1 ours is quicker.

const OURS = "eiotclub";

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

/** One row a contestant, of its times of one call, in milliseconds, a round each. */
export const rowsOf = (times, scale = []) =>
  Object.entries(times).map(([name, list]) => {
    const ratios = sorted(list.map((time, round) => times[OURS][round] / time));
    return { name, microseconds: median(list) * 1000, ratio: median(ratios), low: ratios[list.length >> 2], high: ratios[(list.length * 3) >> 2], ...(scale.includes(name) && { scale: true }) };
  });

const repeated = (work, calls) => async () => {
  for (let call = 0; call < calls; call++) {
    const result = work();
    // Awaiting what is no promise would cost a synchronous contestant a turn of the event loop.
    if (result instanceof Promise) await result;
  }
};

/** Contestants in turns, in one process. `scale` names those that do other work, for scale. */
export async function measured({ work, input, contestants, calls = 1, rounds = 15, scale = [] }, runtime) {
  const turns = Object.fromEntries(Object.entries(contestants).map(([name, one]) => [name, repeated(one, calls)]));
  const times = await inTurns(turns, rounds);
  const each = Object.fromEntries(Object.entries(times).map(([name, list]) => [name, list.map((time) => time / calls)]));
  return { work, input, runtime, rounds, calls, rows: rowsOf(each, scale) };
}
