// The FTP server that the platform pushes to: one user, one directory, nothing to run and nothing to browse.

import { createHash, timingSafeEqual } from "node:crypto";
import FtpServer from "ftp-srv";

// Its own logger writes every command.
const silent = { child: () => silent, trace() {}, debug() {}, info() {}, warn() {}, error() {} };

const same = (one, other) => timingSafeEqual(...[one, other].map((text) => createHash("sha256").update(text).digest()));

/** Listens; resolves to a function that stops. */
export async function openDropBox(root, { host, port, publicAddress, passiveFirst, passiveLast, user, password, allow = [], tls }, log) {
  const server = new FtpServer({
    url: `${tls ? "ftps" : "ftp"}://${host}:${port}`,
    tls: tls ?? false,
    pasv_url: publicAddress,
    pasv_min: passiveFirst,
    pasv_max: passiveLast,
    anonymous: false,
    blacklist: ["SITE", "RMD", "DELE"],
    timeout: 120_000,
    log: silent,
  });
  server.on("login", ({ connection, username, password: given }, resolve, reject) => {
    const from = connection.commandSocket?.remoteAddress?.replace(/^::ffff:/, "");
    const welcome = (allow.length === 0 || allow.includes(from)) && same(username, user) & same(given, password);
    if (!welcome) {
      log(`refused a login from ${from}`);
      return reject(new Error("wrong user, password or address"));
    }
    resolve({ root });
  });
  server.on("client-error", ({ context, error }) => log(`${context}: ${error.message}`));
  await server.listen();
  return () => server.close();
}
