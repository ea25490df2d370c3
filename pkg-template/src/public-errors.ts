export {
  ApiError,
  CdrError,
  DecodeError,
  EiotError,
  NetworkError,
  OutcomeUnknownError,
  ProxyError,
  SignatureError,
  TimeoutError,
  ValidationError,
  isEiotError,
} from "./errors.js";
export type { ErrorCategory, ErrorCode, ErrorKind, Problem, SignatureReason } from "./errors.js";
