import { Client } from "../eiotclub.js";

/** Behind a server: no secret here, the proxy signs, and the receiver tells what came. */
export async function connect(tell, { sandbox, clock }) {
  const client = new Client({ proxyUrl: "./api/eiot" });
  let ahead = sandbox ? clock - Date.now() / 1000 : 0;
  follow(tell);
  return {
    client,
    kind: sandbox ? "sandbox" : "real",
    now: () => Math.floor(Date.now() / 1000 + ahead),
    ...(sandbox && {
      async advance(seconds) {
        ahead = (await post("./sandbox/advance", { seconds })).clock - Date.now() / 1000;
      },
      deliver: (body) => fetch("./callback", { method: "POST", headers: { "content-type": "application/json" }, body }),
      repeat: (fields) => post("./sandbox/twice", fields),
    }),
  };
}

function follow(tell) {
  const source = new EventSource("./events");
  source.onmessage = ({ data }) => tell(JSON.parse(data));
  // A reconnected stream starts over with what the feed has kept.
  source.onopen = () => tell({ kind: "again" });
}

async function post(address, fields) {
  const response = await fetch(address, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(fields) });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}
