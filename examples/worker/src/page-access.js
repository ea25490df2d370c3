// Who may see the page and use its proxy. With the real platform an order costs money.

const encoder = new TextEncoder();

async function same(given, expected) {
  const digest = async (text) => new Uint8Array(await crypto.subtle.digest("SHA-256", encoder.encode(text)));
  const [a, b] = await Promise.all([digest(given), digest(expected)]);
  return a.every((byte, index) => byte === b[index]);
}

/** The password of a request, in the way browsers ask for one. */
function passwordOf(request) {
  const [scheme, value] = (request.headers.get("authorization") ?? "").split(" ");
  if (scheme.toLowerCase() !== "basic" || !value) return "";
  try {
    const text = new TextDecoder().decode(Uint8Array.from(atob(value), (letter) => letter.charCodeAt(0)));
    return text.includes(":") ? text.slice(text.indexOf(":") + 1) : "";
  } catch {
    return "";
  }
}

/** Nothing for those who may go on, else what to answer. With a sandbox, or on one's own machine, everybody may. */
export async function refusal(request, { PLATFORM, ON_THIS_MACHINE, PAGE_PASSWORD }) {
  if (PLATFORM || ON_THIS_MACHINE) return undefined;
  if (!PAGE_PASSWORD) return new Response("Shut: set a password with `wrangler secret put PAGE_PASSWORD`.", { status: 403 });
  if (await same(passwordOf(request), PAGE_PASSWORD)) return undefined;
  return new Response("A password is needed.", { status: 401, headers: { "www-authenticate": 'Basic realm="eiotclub", charset="UTF-8"' } });
}
