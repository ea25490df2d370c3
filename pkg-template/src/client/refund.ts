// The platform's refund rule, for showing an amount before asking for it.

import { core, glue } from "../core/client.js";
import { wrong } from "../errors/classes.js";
import { errorFromFields } from "../errors/from-fields.js";
import { encodeParams } from "../core/text.js";

/** A package order, for {@link estimateRefund}. Numbers may be given as text. */
export interface RefundTerms {
  /** What was paid, in major units, such as `"12.50"`; at most two decimals, none for yen. */
  paid: string | number;
  /** Three letters, such as `USD`. */
  currency: string;
  /** What limits the package: 2 data (the default), 3 or 4 time. */
  packageType?: 2 | 3 | 4 | undefined;
  /** When it was ordered. Unit: Unix seconds. */
  orderedAt: number;
  /** Unit: Unix seconds. Default: now. */
  now?: number | undefined;
  /** Validity. Unit: days. Needed once the order is older than 24 hours. */
  totalDays?: number | string | undefined;
  /** How much of it is over. Unit: days. */
  usedDays?: number | string | undefined;
  /** Data of the package, in any unit. Needed where data is limited and the order is older than 24 hours. */
  totalData?: number | string | undefined;
  /** How much of it is used, in the same unit. */
  usedData?: number | string | undefined;
}

export interface RefundEstimate {
  /** In major units, such as `"3.33"`; without decimals for yen. */
  amount: string;
  /** The same in the currency's smallest unit: cents, or yen. */
  minorUnits: number;
  currency: string;
  /** What decided: all of it within 24 hours (inclusive), or the unused share of days or of data. */
  rule: "full" | "days" | "data";
}

/**
 * What a refund would pay back by the platform's rule: everything within 24 hours of the order, then
 * the unused share of days or, where data is limited and less of it is left, of data; rounded down to
 * the currency's smallest unit. Counted exactly. The platform itself answers `packages.refundAmount`,
 * and what is paid in the end comes with the `Refund` notification.
 * @throws ValidationError naming every field that is missing or wrong.
 */
export function estimateRefund(terms: RefundTerms): RefundEstimate {
  if (typeof terms !== "object" || terms === null) {
    wrong("terms", "must be an object with `paid`, `currency` and `orderedAt`");
  }
  const text = encodeParams({ ...terms, now: terms.now ?? Math.floor(Date.now() / 1000) });
  const { amount, minorUnits, rule } = JSON.parse(core.run(() => glue.estimateRefund(text), errorFromFields)) as RefundEstimate;
  return { amount, minorUnits, currency: terms.currency.toUpperCase(), rule };
}
