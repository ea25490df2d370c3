// What becomes of an answer of the emulated platform on its way to the caller.

import { pause } from "../http/deadline.js";

/** An answer, and what the core says becomes of it. */
export interface Reply {
  status: number;
  html: boolean;
  /** Unix seconds. */
  date: number;
  /** Milliseconds. */
  wait: number;
  retryAfter: number | null;
  fate: "answer" | "silence" | "reset";
  operation: string | null;
  body: string;
}

/** After this long Node.js gives up waiting for an answer too. */
const SILENCE = 300_000;

export function answer(head: Pick<Reply, "status" | "date" | "body"> & Partial<Reply>): Response {
  const headers: Record<string, string> = {
    "content-type": head.html ? "text/html;charset=utf-8" : "application/json;charset=utf-8",
    date: new Date(head.date * 1000).toUTCString(),
  };
  if (head.status === 405) headers["allow"] = "POST";
  if (head.retryAfter != null) headers["retry-after"] = String(head.retryAfter);
  return new Response(head.body, { status: head.status, headers });
}

/** The code that the platform's answers begin with. */
export const codeOf = (body: string): string | undefined => /^\{"code":"(\d+)"/.exec(body)?.[1];

/** Lets an answer arrive, late or broken or not at all, as the core says. */
export async function arrive(reply: Reply, signal: AbortSignal | undefined): Promise<Response> {
  if (reply.wait > 0) await pause(reply.wait, signal);
  if (reply.fate === "silence") await pause(SILENCE, signal);
  if (reply.fate !== "answer") throw new TypeError(`the sandbox broke the connection, by a rule of its faults (${reply.fate})`);
  return answer(reply);
}
