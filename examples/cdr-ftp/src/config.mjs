// Everything that can be set, from the environment.

import { readFileSync } from "node:fs";
import { resolve } from "node:path";

const VARIABLES = {
  CDR_FTP_HOST: "127.0.0.1",
  CDR_FTP_PORT: "20021",
  CDR_FTP_PUBLIC_ADDRESS: "",
  CDR_FTP_PASSIVE_PORTS: "20100-20119",
  CDR_FTP_USER: "EIOTCLUB",
  CDR_FTP_PASSWORD: "",
  CDR_FTP_DIRECTORY: "/upload",
  CDR_FTP_ALLOW: "",
  CDR_FTP_CERTIFICATE: "",
  CDR_FTP_KEY: "",
  CDR_DATA: "data",
  CDR_SETTLE_SECONDS: "30",
  CDR_POLL_SECONDS: "5",
};

/** Reads the settings, and says of every wrong one what would be right. */
export function configOf(env) {
  const text = Object.fromEntries(Object.entries(VARIABLES).map(([name, otherwise]) => [name, env[name] || otherwise]));
  const problems = [];
  const check = (right, name, reason) => right || problems.push(`${name} ${reason}`);
  const number = (name, least) => {
    check(Number(text[name]) >= least, name, `must be a number, at least ${least}`);
    return Number(text[name]);
  };

  const [passiveFirst, passiveLast] = text.CDR_FTP_PASSIVE_PORTS.split("-").map(Number);
  check(passiveFirst > 0 && passiveLast >= passiveFirst && passiveLast < 65_536, "CDR_FTP_PASSIVE_PORTS", "must be two ports, such as 20100-20119");
  check(text.CDR_FTP_PASSWORD.length >= 8, "CDR_FTP_PASSWORD", "must be set, to at least 8 characters");
  check(/^(\/[\w.-]+)*\/?$/.test(text.CDR_FTP_DIRECTORY) && !text.CDR_FTP_DIRECTORY.includes(".."), "CDR_FTP_DIRECTORY", "must be an absolute path inside the drop box, such as /upload");
  check(!text.CDR_FTP_CERTIFICATE === !text.CDR_FTP_KEY, "CDR_FTP_CERTIFICATE", "and CDR_FTP_KEY belong together");
  const config = {
    ftp: {
      host: text.CDR_FTP_HOST,
      port: number("CDR_FTP_PORT", 1),
      publicAddress: text.CDR_FTP_PUBLIC_ADDRESS || text.CDR_FTP_HOST,
      passiveFirst,
      passiveLast,
      user: text.CDR_FTP_USER,
      password: text.CDR_FTP_PASSWORD,
      allow: text.CDR_FTP_ALLOW.split(",").map((one) => one.trim()).filter(Boolean),
    },
    root: resolve(text.CDR_DATA, "drop-box"),
    directory: resolve(text.CDR_DATA, "drop-box", `.${text.CDR_FTP_DIRECTORY}`),
    database: resolve(text.CDR_DATA, "cdr.sqlite"),
    settle: number("CDR_SETTLE_SECONDS", 0) * 1000,
    poll: number("CDR_POLL_SECONDS", 0.01) * 1000,
  };
  if (problems.length > 0) throw new Error(problems.join("\n"));
  if (text.CDR_FTP_KEY) config.ftp.tls = { key: readFileSync(text.CDR_FTP_KEY), cert: readFileSync(text.CDR_FTP_CERTIFICATE) };
  return config;
}
