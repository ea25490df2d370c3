// What stands behind the page: a server with proxy and receiver, or a sandbox in the page itself.

async function mode() {
  try {
    const response = await fetch("./mode.json", { cache: "no-store" });
    return response.ok ? await response.json() : { server: false };
  } catch {
    // A server of files only may answer with anything.
    return { server: false };
  }
}

/**
 * The client, and how callbacks arrive. With a sandbox also `advance`, `forge` and `twice`.
 * @param tell Takes each callback, verified or refused.
 */
export async function connect(tell) {
  const { server, sandbox, clock } = await mode();
  const behind = server ? await import("./backend/server.js") : await import("./backend/in-page.js");
  return behind.connect(tell, { sandbox, clock });
}
