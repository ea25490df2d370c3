/** Options of one call. */
export interface CallOptions {
  /** Ends the call, rejecting with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Milliseconds until the call is given up, all told. Default: the client's. */
  timeout?: number | undefined;
}

/** A method of the client. Rejects with an `ApiError` on any code but success. */
export type Method<Params extends object, Result> = {} extends Params
  ? (params?: Params, options?: CallOptions) => Promise<Result>
  : (params: Params, options?: CallOptions) => Promise<Result>;

/** A method that reads one page, and `.all`, which reads them all as they are consumed. */
export type PagedMethod<Params extends object, Result, Item> = Method<Params, Result> & {
  all: {} extends Params
    ? (params?: Params, options?: CallOptions) => AsyncGenerator<Item, void, undefined>
    : (params: Params, options?: CallOptions) => AsyncGenerator<Item, void, undefined>;
};
