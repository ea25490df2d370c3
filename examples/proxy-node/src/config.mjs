// What the environment says, and what is wrong with it.

import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import { networkInterfaces } from "node:os";

const PRIVATE = /^(10\.|127\.|169\.254\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/;

/** An address of this machine that others see, where it has one itself: behind address translation it has none. */
function ownAddress() {
  const all = Object.values(networkInterfaces()).flat();
  return all.find(({ family, address }) => family === "IPv4" && !PRIVATE.test(address))?.address;
}

/** A secret: from a file that systemd or a container mounts, or from the environment. */
function secret(env, name) {
  const file = env[`${name}_FILE`] ?? (env.CREDENTIALS_DIRECTORY && `${env.CREDENTIALS_DIRECTORY}/${name}`);
  if (env[name] !== undefined) return env[name];
  if (!file) return undefined;
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return undefined;
  }
}

/** Reads the configuration; throws with everything that is wrong. */
export function configure(env) {
  const problems = [];
  const port = Number(env.PORT ?? 8080);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) problems.push("PORT must be a number from 0 to 65535");
  const address = env.EIOT_ADDRESS ?? ownAddress();
  if (address !== undefined && !isIP(address)) problems.push("EIOT_ADDRESS must be an IP address");
  const [relayKey, appkey, key, token] = ["EIOT_RELAY_KEY", "EIOT_APPKEY", "EIOT_SECRET", "EIOT_TOKEN"].map((name) => secret(env, name));
  if (Boolean(appkey) !== Boolean(key)) problems.push("EIOT_APPKEY and EIOT_SECRET belong together");
  if (appkey && !token) problems.push("EIOT_TOKEN is missing: without it everyone could use the proxy");
  if (token !== undefined && token.length < 32) problems.push("EIOT_TOKEN must have 32 characters or more: openssl rand -hex 32");
  if (!relayKey && !appkey) problems.push("there is nothing to do: set EIOT_RELAY_KEY for the relay, or EIOT_APPKEY, EIOT_SECRET and EIOT_TOKEN for the proxy");
  if (problems.length) throw new Error(problems.join("; "));
  return {
    host: env.HOST ?? "127.0.0.1",
    port,
    address,
    baseUrl: env.EIOT_BASE_URL,
    relay: relayKey && { key: relayKey.split(",") },
    proxy: appkey && { appkey, secret: key, token, origin: env.EIOT_ORIGIN, origins: (env.EIOT_ORIGINS ?? "").split(",").filter(Boolean) },
  };
}
