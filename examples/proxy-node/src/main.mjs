// A small server on an address that the platform knows: a relay for edge functions that sign, a signing proxy for
// pages, or both. Behind a web server that ends TLS.

import { createHash, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import { createRelay, createSigningProxy, memoryLimiter, readOnly, toNodeHandler, turns } from "eiotclub/proxy";
import { configure } from "./config.mjs";

const digest = (text) => createHash("sha256").update(text).digest();

/** Whoever has the token may read. Put your own sessions here, and what each may name: `{ caller, allow: { iccid: […] } }`. */
function bearer(token) {
  const expected = digest(`Bearer ${token}`);
  return (request) => timingSafeEqual(digest(request.headers.get("authorization") ?? ""), expected) && { caller: "bearer" };
}

function handlers({ address, baseUrl, relay, proxy }) {
  // One account, one queue, whichever way its calls come.
  const pace = turns();
  const routes = new Map([["/health", (_, response) => response.setHeader("content-type", "text/plain").end("ok\n")]]);
  if (relay) routes.set("/relay", toNodeHandler(createRelay({ ...relay, address, baseUrl, pace })));
  if (proxy) {
    const { appkey, secret, token, origin, origins } = proxy;
    const handler = createSigningProxy({
      appkey,
      secret,
      allow: readOnly,
      authorize: bearer(token),
      cors: { origins },
      rateLimit: memoryLimiter({ limit: 120 }),
      address,
      baseUrl,
      pace,
      // One line for each request: no parameter and no credential is in it.
      onEvent: (event) => console.log(JSON.stringify(event)),
    });
    routes.set("/eiot", toNodeHandler(handler, { origin }));
  }
  return routes;
}

function start(config) {
  const routes = handlers(config);
  const server = createServer((request, response) => {
    const route = routes.get(request.url.split("?")[0]);
    if (route) return route(request, response);
    response.statusCode = 404;
    response.setHeader("content-type", "text/plain").end("not found\n");
  });
  // A connection that says nothing must not be held open.
  server.headersTimeout = 10_000;
  server.requestTimeout = 20_000;
  server.listen(config.port, config.host, () => {
    const at = `http://${config.host}:${server.address().port}`;
    console.log(`listening on ${[...routes.keys()].map((path) => at + path).join(" ")}`);
    console.log(config.address ? `calls leave from ${config.address}: is it in the platform's allow-list?` : "calls leave from an address this machine cannot see: set EIOT_ADDRESS to name it in errors");
  });
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.once(signal, () => {
      // What is under way is answered; a second signal ends at once.
      server.close(() => process.exit(0));
      server.closeIdleConnections();
    });
  }
}

try {
  start(configure(process.env));
} catch (error) {
  console.error(`not started: ${error.message}`);
  process.exitCode = 1;
}
