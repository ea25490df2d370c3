// In a browser: the page is asked for one measurement after the other.

import { measured } from "./figures.mjs";
import { everywhere, ROUNDS } from "./works/everywhere.mjs";

const works = everywhere();
globalThis.next = async (runtime) => {
  const { value } = await works.next();
  return value && measured({ ...value, rounds: ROUNDS }, runtime);
};
