// Errors of every kind, from their fields: apart from the classes, so that a receiver carries only its own kinds.

import {
  ApiError,
  DecodeError,
  EiotError,
  NetworkError,
  ProxyError,
  RateLimitError,
  SignatureError,
  type SignatureReason,
  TimeoutError,
  ValidationError,
} from "./classes.js";
import type { ErrorFields } from "./fields.js";

export function errorFromFields(fields: ErrorFields, operation?: string, retryAfter?: number): EiotError {
  const message = fields.message ?? "";
  const status = fields.status ?? 0;
  switch (fields.kind) {
    case "api": {
      const { code = "", platformMessage = "", known } = fields;
      const refused = { code, platformMessage, known, operation };
      if (known?.category !== "rate_limit") return new ApiError(refused);
      // The refusal says that it was less than five minutes, and not how much less.
      return new RateLimitError(refused, retryAfter ?? (code === "44001" ? 300 : undefined));
    }
    case "signature":
      return new SignatureError({ reason: fields.reason as SignatureReason, message, status });
    case "validation":
      return new ValidationError(fields.problems ?? [], operation);
    case "network":
      return new NetworkError(message, { operation });
    case "timeout":
      return new TimeoutError(message, { operation });
    case "decode":
      return new DecodeError(`${operation ?? "call"}: the answer cannot be read: ${message}`, { operation });
    case "proxy":
      return new ProxyError({ reason: fields.reason ?? "", message, status, field: fields.field, operation });
    default:
      return new EiotError("internal", message, { operation });
  }
}
