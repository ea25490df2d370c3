// What a notification store must do.

import type { DuplicateStore } from "../stores/memory.js";

export interface ConformanceOptions {
  /**
   * Whether of several claims at once one alone succeeds, anywhere. `false` for a store that is eventually
   * consistent, which is then not asked. Default: true.
   */
  exact?: boolean | undefined;
  /** The shortest lease the store can keep, in seconds. Default: 1. */
  lease?: number | undefined;
  /** Lets time pass for the store. Default: waits. */
  wait?: ((seconds: number) => unknown) | undefined;
}

/** One thing a store must do. `run` rejects where it does not. */
export interface ConformanceCase {
  name: string;
  run(): Promise<void>;
}

const LONG = 600;

/**
 * What every {@link DuplicateStore} must do, as cases for any test runner:
 * `for (const { name, run } of storeConformance(() => myStore(database))) test(name, run)`.
 * @param makeStore Called for each case; the stores may share what they remember.
 */
export function storeConformance(
  makeStore: () => DuplicateStore | Promise<DuplicateStore>,
  { exact = true, lease = 1, wait = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000)) }: ConformanceOptions = {},
): ConformanceCase[] {
  const cases: ConformanceCase[] = [];
  const add = (name: string, body: (store: DuplicateStore, id: string) => Promise<void>) => {
    cases.push({ name, run: async () => body(await makeStore(), `conformance-${crypto.randomUUID()}`) });
  };
  const afterLease = () => wait(lease * 1.1 + 0.05);

  add("an id is claimed once, and is busy for everybody else", async (store, id) => {
    same(await store.claim(id, LONG, "a"), "claimed", "the first claim");
    same(await store.claim(id, LONG, "b"), "busy", "a claim of another");
    same(await store.claim(`${id}-2`, LONG, "c"), "claimed", "a claim of another id");
  });

  add("what is done stays done", async (store, id) => {
    await store.claim(id, lease, "a");
    differs(await store.done(id, "a"), false, "done by the holder");
    same(await store.claim(id, lease, "b"), "done", "a claim afterwards");
    await store.release(id, "a");
    await store.release(id, "b");
    await afterLease();
    same(await store.claim(id, lease, "c"), "done", "a claim after the lease and after releases");
    differs(await store.done(id, "d"), false, "done once more");
  });

  add("what is released can be claimed at once", async (store, id) => {
    await store.claim(id, LONG, "a");
    await store.release(id, "a");
    same(await store.claim(id, LONG, "b"), "claimed", "a claim afterwards");
    same(await store.claim(id, LONG, "c"), "busy", "a claim after that");
  });

  add("what a crash left claimed can be claimed after the lease, not before", async (store, id) => {
    await store.claim(id, lease, "a");
    same(await store.claim(id, lease, "b"), "busy", "a claim within the lease");
    await afterLease();
    same(await store.claim(id, lease, "c"), "claimed", "a claim after the lease");
  });

  add("one that was too slow cannot end another's claim", async (store, id) => {
    await store.claim(id, lease, "slow");
    await afterLease();
    same(await store.claim(id, LONG, "quick"), "claimed", "a claim after the lease");
    await store.release(id, "slow");
    same(await store.claim(id, LONG, "third"), "busy", "a claim after the slow one's release");
    same(await store.done(id, "slow"), false, "done by the slow one");
    same(await store.claim(id, LONG, "third"), "busy", "a claim after the slow one's done");
    differs(await store.done(id, "quick"), false, "done by the holder");
    same(await store.claim(id, LONG, "third"), "done", "a claim after the holder's done");
  });

  add("one that was slow, and nobody came meanwhile, is done", async (store, id) => {
    await store.claim(id, lease, "slow");
    await afterLease();
    differs(await store.done(id, "slow"), false, "done by the slow one");
    same(await store.claim(id, LONG, "b"), "done", "a claim afterwards");
  });

  add("ids are taken to the letter", async (store, id) => {
    const ids = [id, `${id} `, id.toUpperCase(), `${id}'; --`, `${id}/../x`, `${id}%2F`, `${id}:é漢🙂`, `${id}-${"x".repeat(150)}`, "__proto__", "constructor"];
    for (const one of ids) {
      await store.done(one, "earlier");
      same(await store.claim(one, LONG, "a"), "done", `a claim of ${one} when it is done`);
    }
    same(await store.claim(`${id}-`, LONG, "a"), "claimed", "a claim of an id that is none of them");
  });

  if (exact) {
    add("of many claims at once one succeeds", async (store, id) => {
      const claims = await Promise.all(Array.from({ length: 25 }, (_, index) => store.claim(id, LONG, `token-${index}`)));
      same(claims.filter((claim) => claim === "claimed").length, 1, "the number of claims that succeeded");
      same(claims.filter((claim) => claim === "busy").length, 24, "the number of claims that have to wait");
    });

    add("of many claims at once after a crash one succeeds", async (store, id) => {
      await store.claim(id, lease, "crashed");
      await afterLease();
      const claims = await Promise.all(Array.from({ length: 25 }, (_, index) => store.claim(id, LONG, `token-${index}`)));
      same(claims.filter((claim) => claim === "claimed").length, 1, "the number of claims that succeeded");
    });
  }
  return cases;
}

function same(got: unknown, expected: unknown, what: string): void {
  if (got !== expected) throw new Error(`${what}: expected ${String(expected)}, got ${String(got)}`);
}

function differs(got: unknown, unwanted: unknown, what: string): void {
  if (got === unwanted) throw new Error(`${what}: must not be ${String(unwanted)}`);
}
