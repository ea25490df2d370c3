import type * as web from "../core/web-types.js";
import type { RetryOptions } from "./options.js";

/** Options of one call. */
export interface CallOptions {
  /**
   * Aborts the call, which rejects with the signal's reason. If it changes something and was sent, its outcome is unknown:
   * it rejects with an `OutcomeUnknownError` whose `cause` is the reason.
   */
  signal?: web.AbortSignal | undefined;
  /** Milliseconds for the call with all attempts and look-ups. Of `.all()` and `.pages()`: for each page. `Infinity`: no limit. Default: the client's. */
  timeout?: number | undefined;
  /** How the call is retried. Default: the client's. */
  retry?: RetryOptions | false | undefined;
  /** Headers for the signing proxy, next to the client's. */
  headers?: Record<string, string> | undefined;
}

type Call<Params extends object, Result> = {} extends Params
  ? (params?: Params, options?: CallOptions) => Result
  : (params: Params, options?: CallOptions) => Result;

/** A method of the client. Rejects with an `ApiError` on any code but success. */
export type Method<Params extends object, Result> = Call<Params, Promise<Result>>;

/** How an order was found again whose response was lost: by its number, card and package, or by package and time alone, which another order could share. */
export type Confidence = "exact" | "probable";

/** What comes with a placed order. */
export type Placed<Number extends string> = {
  /** The idempotency key of the order: yours, or one that was made for you. */
  readonly [Key in Number]: string;
} & {
  /** If the response was lost and the order looked up: how sure it is that it is this one. */
  readonly recovered?: Confidence;
};

/** A method that places an order, exactly once. */
export type OrderMethod<Params extends object, Result, Number extends string> = Method<Params, Omit<Result, Number> & Placed<Number>>;

/** A method that reads one page; `.all` reads all items and `.pages` all pages, one ahead of what is consumed. */
export type PagedMethod<Params extends object, Result, Item> = Method<Params, Result> & {
  all: Call<Params, AsyncGenerator<Item, void, undefined>>;
  pages: Call<Params, AsyncGenerator<Result, void, undefined>>;
};
