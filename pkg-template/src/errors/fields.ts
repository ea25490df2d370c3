import type { ErrorCode, ErrorKind, Problem } from "./classes.js";

/** The fields of an error as the core and a proxy write them. */
export interface ErrorFields {
  kind: ErrorKind;
  message?: string;
  reason?: string;
  status?: number;
  code?: string;
  platformMessage?: string;
  known?: ErrorCode;
  field?: string;
  problems?: Problem[];
  /** Of a proxy: `false` if the request provably never left it. */
  sent?: boolean;
}
