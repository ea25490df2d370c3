/** One call under way. */
export interface Running {
  /** The operation, or the path of what is not declared. */
  readonly name: string;
  /** The state of the machine, which only the core reads. */
  state: string;
  /** Of an order: its idempotency key. */
  readonly number: string | undefined;
  readonly signal: AbortSignal | undefined;
  readonly headers: Record<string, string> | undefined;
  /** The body that the last attempt received. */
  body: Uint8Array;
  /** The error of the last attempt, or of the driver. */
  cause?: unknown;
  /** The signatures that were sent, which no error may show. */
  readonly signatures: string[];
}
