// Who calls: from the environment only. What is an argument, every user of the machine can read, and the shell keeps it.

import { type Io, UsageError } from "./command.js";

export const ENVIRONMENT = "EIOT_APPKEY and EIOT_SECRET say who you are, EIOT_BASE_URL where the platform is, if not at its public address.";

const required = (io: Io, name: string): string => {
  const value = io.env[name]?.trim();
  if (!value) throw new UsageError(`needs ${name} in the environment. It is not taken as an argument, where others could read it.`);
  return value;
};

export const appkey = (io: Io): string => required(io, "EIOT_APPKEY");
export const secret = (io: Io): string => required(io, "EIOT_SECRET");

/** Callbacks may be signed with a secret of their own, and with two while it is changed. */
export function callbackSecrets(io: Io): string[] {
  const own = io.env["EIOT_CALLBACK_SECRET"]?.split(",").map((one) => one.trim()).filter(Boolean);
  return own?.length ? own : [secret(io)];
}

export const CALLBACK_ENVIRONMENT = "EIOT_SECRET has the secret, EIOT_CALLBACK_SECRET another where callbacks have one of their own (two, with a comma, while it is changed).";

export function baseUrl(io: Io): string | undefined {
  const value = io.env["EIOT_BASE_URL"]?.trim();
  if (!value) return undefined;
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) throw new UsageError("EIOT_BASE_URL must be an http or https URL");
  return value;
}
