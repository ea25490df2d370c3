// A Worker that reads the CDR file it is sent.

import { records, totals } from "eiotclub/cdr";

export default {
  async fetch(request) {
    let count = 0;
    switch (new URL(request.url).pathname) {
      case "/totals":
      case "/scattered":
        return Response.json((await totals(request)).records);
      case "/records":
        for await (const _ of records(request)) count++;
        return Response.json(count);
      default:
        // What receiving the file takes by itself.
        for await (const chunk of request.body) count += chunk.length;
        return Response.json(count);
    }
  },
};
