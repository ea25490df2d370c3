// What the apps talk to: the platform, a static file server, and the place where pages leave their results.

import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import { buffer } from "node:stream/consumers";
import { extname, join, normalize } from "node:path";
import { pathToFileURL } from "node:url";
import { once } from "node:events";
import { place, program } from "./install.mjs";

const types = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm", ".json": "application/json", ".css": "text/css" };
const CSP = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";
const anyOrigin = { "access-control-allow-origin": "*", "access-control-allow-headers": "*", "access-control-expose-headers": "*" };

export async function serve() {
  const { Sandbox } = await import(pathToFileURL(program("eiotclub/dist/sandbox.js")));
  const sandbox = new Sandbox({ appkey: "000001", secret: "a1b1c1d1" });
  const waiting = new Map();

  async function respond(request, response) {
    const url = new URL(request.url, "http://127.0.0.1");
    if (request.method === "OPTIONS") return response.writeHead(204, anyOrigin).end();
    if (url.pathname === "/result") {
      const cells = JSON.parse(await buffer(request));
      waiting.get(url.searchParams.get("row"))?.(cells);
      return response.writeHead(204, anyOrigin).end();
    }
    if (url.pathname.startsWith("/api/")) {
      const body = await buffer(request);
      const answer = await sandbox.fetch(new Request(`http://platform.example${url.pathname}`, { method: request.method, headers: { "content-type": "application/json" }, body }));
      return response.writeHead(answer.status, { ...Object.fromEntries(answer.headers), ...anyOrigin }).end(await answer.text());
    }
    const path = join(place, normalize(decodeURIComponent(url.pathname)), url.pathname.endsWith("/") ? "index.html" : "");
    if (!path.startsWith(place) || !statSync(path, { throwIfNoEntry: false })?.isFile()) return response.writeHead(404, { "content-type": "text/html" }).end("<h1>404</h1>");
    const policy = url.pathname.startsWith("/apps/csp") && { "content-security-policy": CSP };
    response.writeHead(200, { "content-type": types[extname(path)] ?? "application/octet-stream", "cache-control": "no-store", ...policy, ...anyOrigin });
    createReadStream(path).pipe(response);
  }

  const server = createServer((request, response) => respond(request, response).catch((error) => response.destroy(error)));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    /** What the page of a row reports. */
    result: (row, seconds = 30) =>
      new Promise((resolve) => {
        const done = (cells) => {
          clearTimeout(timer);
          waiting.delete(row);
          resolve(cells);
        };
        const timer = setTimeout(() => done({ import: `no result within ${seconds} s` }), seconds * 1000);
        waiting.set(row, done);
      }),
    close() {
      sandbox.close();
      server.closeAllConnections();
      server.close();
    },
  };
}
