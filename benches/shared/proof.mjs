// What node:assert does, where there is no node:assert.

/** Whether two results are the same, whatever the order of their fields. */
export function same(a, b) {
  if (a instanceof Map && b instanceof Map) return same(Object.fromEntries(a), Object.fromEntries(b));
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return Object.is(a, b);
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && same(a[name], b[name]));
}

export function prove(holds, what) {
  if (!holds) throw new Error(`not shown: ${what}`);
}

/** Each contestant gives what is expected. */
export async function proveAll(contestants, expected, what) {
  for (const [name, one] of Object.entries(contestants)) prove(same(await one(), expected), `${name}: ${what}`);
}

export async function proveRefused(work, what) {
  const refused = await (async () => work())().then(() => false, () => true);
  prove(refused, `${what} is refused`);
}

/** Whether source text may be compiled, as Ajv and d3-dsv do with what they write: a Worker may not, once it has started. */
export function compilesText() {
  try {
    return new Function("return true")();
  } catch {
    return false;
  }
}
