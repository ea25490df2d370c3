export {
  ApiError,
  CdrError,
  DecodeError,
  EiotError,
  NetworkError,
  OutcomeUnknownError,
  PartialError,
  ProxyError,
  RateLimitError,
  SignatureError,
  TimeoutError,
  ValidationError,
  isEiotError,
} from "./classes.js";
export type { ErrorCategory, ErrorCode, ErrorKind, Failure, PendingCall, Problem, SignatureReason, Success } from "./classes.js";
