/** Options of one call. */
export interface CallOptions {
  /**
   * Ends the call, rejecting with the signal's reason. An order that was sent by then may have been
   * taken: it rejects with an `OutcomeUnknownError`, whose `cause` the reason is.
   */
  signal?: AbortSignal | undefined;
  /** Milliseconds until the call is given up, all told. Of `.all()` and `.pages()`: each page. Default: the client's. */
  timeout?: number | undefined;
}

type Call<Params extends object, Result> = {} extends Params
  ? (params?: Params, options?: CallOptions) => Result
  : (params: Params, options?: CallOptions) => Result;

/** A method of the client. Rejects with an `ApiError` on any code but success. */
export type Method<Params extends object, Result> = Call<Params, Promise<Result>>;

/** How a lost answer was found again: by the order's number or state, or by its package and time, which another order could share. */
export type Certainty = "sure" | "likely";

/** What comes with a placed order. */
export type Placed<Number extends string> = {
  /** The number of the order. Among the result's keys where it was made for you. */
  readonly [Key in Number]: string;
} & {
  /** Where the answer was lost and the order looked up: how sure it is that it is this one. Not among the result's keys. */
  readonly recovered?: Certainty;
};

/** A method that places an order, exactly once. */
export type OrderMethod<Params extends object, Result, Number extends string> = Method<Params, Omit<Result, Number> & Placed<Number>>;

/** A method that reads one page; `.all` reads all items and `.pages` all pages, one ahead of what is consumed. */
export type PagedMethod<Params extends object, Result, Item> = Method<Params, Result> & {
  all: Call<Params, AsyncGenerator<Item, void, undefined>>;
  pages: Call<Params, AsyncGenerator<Result, void, undefined>>;
};
