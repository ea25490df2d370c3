// Lists longer than the platform takes at once: several calls, one result.

import type { Facts } from "../generated/operations.js";
import { PartialError, type Failure, type Success } from "../errors/classes.js";
import type { CallOptions } from "./method.js";

type Parts = { field: string; parts: string[][] };

/** How a list among the parameters has to be cut, where it is too long. */
export function cut(params: object | undefined, most: NonNullable<Facts["most"]>): Parts | undefined {
  for (const [field, items] of most) {
    const given = (params as Record<string, unknown> | undefined)?.[field];
    const ids = typeof given === "string" ? given.split(",") : given;
    if (!Array.isArray(ids) || ids.length <= items) continue;
    const parts = Array.from({ length: Math.ceil(ids.length / items) }, (_, at) => ids.slice(at * items, (at + 1) * items) as string[]);
    return { field, parts };
  }
  return undefined;
}

/** Calls for each part in turn, and joins the results in the order of the ids. */
export async function callInParts(
  call: (params: object, options?: CallOptions) => Promise<unknown>,
  { field, parts }: Parts,
  params: object,
  options: CallOptions | undefined,
  operation: string,
): Promise<unknown> {
  const done: Success[] = [];
  const failed: Failure[] = [];
  for (const ids of parts) {
    try {
      done.push({ ids, result: await call({ ...params, [field]: ids }, options) });
    } catch (error) {
      // Parts that were not sent for it are no failures.
      options?.signal?.throwIfAborted();
      failed.push({ ids, error });
    }
  }
  if (failed.length === 0) return done[0] && Array.isArray(done[0].result) ? done.flatMap(({ result }) => result) : done[0]?.result;
  // Where nothing was done there is nothing to tell apart.
  if (done.length === 0) throw (failed[0] as Failure).error;
  throw new PartialError(operation, done, failed);
}
