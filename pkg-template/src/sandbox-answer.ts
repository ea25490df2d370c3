// What becomes of an answer of the emulated platform on its way to the caller.

import { pause } from "./deadline.js";

/** What the core says of an answer, before its body. */
interface Head {
  status: number;
  html: boolean;
  /** Unix seconds. */
  date: number;
  /** Milliseconds. */
  wait: number;
  retryAfter: number | null;
  fate: "answer" | "silence" | "reset";
}

/** After this long Node.js gives up waiting for an answer too. */
const SILENCE = 300_000;

export function answer(head: Pick<Head, "status" | "date"> & Partial<Head>, body: string): Response {
  const headers: Record<string, string> = {
    "content-type": head.html ? "text/html;charset=utf-8" : "application/json;charset=utf-8",
    date: new Date(head.date * 1000).toUTCString(),
  };
  if (head.status === 405) headers["allow"] = "POST";
  if (head.retryAfter != null) headers["retry-after"] = String(head.retryAfter);
  return new Response(body, { status: head.status, headers });
}

/** Lets an answer arrive late, broken or not at all, as the core says: a line of JSON, then the body. */
export async function arrive(reply: string, signal: AbortSignal | undefined): Promise<Response> {
  const end = reply.indexOf("\n");
  const head = JSON.parse(reply.slice(0, end)) as Head;
  if (head.wait > 0) await pause(head.wait, signal);
  if (head.fate === "silence") await pause(SILENCE, signal);
  if (head.fate !== "answer") throw new TypeError(`the sandbox broke the connection, by a rule of its faults (${head.fate})`);
  return answer(head, reply.slice(end + 1));
}
