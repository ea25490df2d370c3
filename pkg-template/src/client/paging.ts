// Lists that come in pages, read to their end whatever way they are counted.

import type { Paging } from "../generated/operations.js";
import { DecodeError } from "../errors/classes.js";
import type { CallOptions } from "./method.js";

type Read = (params: object, options: CallOptions) => Promise<unknown>;
type Page = Record<string, unknown> | unknown[] | undefined;

function itemsOf(page: Page, items: string): unknown[] {
  const list = (items ? (page as Record<string, unknown> | undefined)?.[items] : page) ?? [];
  if (!Array.isArray(list)) throw new DecodeError(`the page of a list holds none${items && ` in ${items}`}`);
  return list as unknown[];
}

/** Every page, the next one being read while one is consumed. */
export async function* readPages(read: Read, [page, size, items, last, counter]: Paging, params: object = {}, options: CallOptions = {}): AsyncGenerator<unknown, void, undefined> {
  const given = params as Record<string, unknown>;
  const { signal } = options;
  const controller = new AbortController();
  const aborted = () => controller.abort(signal?.reason);
  const get = (number: number) => {
    const reading = read({ ...params, [page]: number }, { ...options, signal: controller.signal }) as Promise<Page>;
    // It is awaited when its turn comes; until then its failure is nobody's.
    reading.catch(() => undefined);
    return reading;
  };
  const first = Number(given[page] ?? 1);
  let full = 0;
  let begin = "";
  signal?.throwIfAborted();
  signal?.addEventListener("abort", aborted, { once: true });
  try {
    let next: Promise<Page> | undefined = get(first);
    for (let number = first, seen = 0; next; number++) {
      const result: Page = await next;
      const list = itemsOf(result, items);
      const before = begin;
      begin = last === "short" ? JSON.stringify(list[0] ?? null) : "";
      // A page past the end is empty. Where nothing is counted, one that begins as the last did shows that
      // the platform minds no page number.
      if (number > first && (list.length === 0 || (begin && begin === before))) return;
      seen += list.length;
      // Neither every size nor every default is documented, so a full page is as long as the first.
      full ||= list.length;
      // Asked of every page anew: the count may change while the list is read.
      const count: number = Number((result as Record<string, unknown> | undefined)?.[counter] ?? NaN);
      const ends: boolean =
        list.length === 0 ||
        (last === "pages" && number >= count) ||
        (last === "rows" && (first - 1) * full + seen >= count) ||
        (last === "short" && list.length < Number(given[size] ?? 0)) ||
        // Where the documented counter is missing, a page that is not full is the last.
        (last !== "short" && Number.isNaN(count) && list.length < full);
      next = ends ? undefined : get(number + 1);
      yield result;
      signal?.throwIfAborted();
    }
  } finally {
    signal?.removeEventListener("abort", aborted);
    controller.abort();
  }
}

/** Every item. */
export async function* readAll(read: Read, paging: Paging, params?: object, options?: CallOptions): AsyncGenerator<unknown, void, undefined> {
  for await (const page of readPages(read, paging, params, options)) yield* itemsOf(page as Page, paging[2]);
}
