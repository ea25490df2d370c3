// In the Workers runtime, whose clock stands still while it computes: it does as often as it is asked what it is asked,
// and who asks holds the watch.

import * as node from "./by-hand-node.mjs";
import { everywhere } from "./works/everywhere.mjs";

let works;
async function all() {
  const list = [];
  for await (const { work, input, contestants, calls } of everywhere(node)) list.push({ work, input, contestants, calls });
  return list;
}

export default {
  async fetch(request) {
    const { searchParams: query } = new URL(request.url);
    const list = await (works ??= all());
    if (!query.has("work")) return Response.json(list.map(({ contestants, ...rest }) => ({ ...rest, names: Object.keys(contestants) })));
    const one = list[query.get("work")].contestants[query.get("name")];
    const calls = Number(query.get("calls"));
    for (let call = 0; call < calls; call++) {
      const result = one();
      if (result instanceof Promise) await result;
    }
    return new Response("done");
  },
};
