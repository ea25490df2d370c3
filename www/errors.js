// What a person can do about it, before what exactly happened: the message names the platform's code.

const BY_CATEGORY = {
  auth: "The platform does not accept this account's credentials or address.",
  parameter: "Something that was sent is not as the platform wants it.",
  not_found: "The platform does not know it.",
  state: "That is not possible in the present state.",
  balance: "The balance does not cover this.",
  rate_limit: "Too many calls: wait a little, then try again.",
  platform: "The platform has a problem of its own: try again later.",
};

const BY_KIND = {
  network: "No answer came. Trying again is safe.",
  timeout: "No answer came in time. Trying again is safe.",
  decode: "The answer makes no sense here.",
  proxy: "This page may not do that.",
};

/** An error in human words. */
export function explain(error) {
  const words = BY_CATEGORY[error.known?.category] ?? BY_KIND[error.kind];
  return words ? `${words} ${error.message}` : error.message;
}
