// Generated from the declarations in src/: change those instead.

/**
 * What is running low.
 * The known values, by name.
 */
export const AlertType = {
  /** Data: less than 100 MB left. */
  Volume: 1,
  /** Data: less than 10 percent left. */
  Percentage: 2,
  /** Time: less than 7 days left. */
  Period: 3,
} as const;

/**
 * What is running low.
 * - `1`: Data: less than 100 MB left.
 * - `2`: Data: less than 10 percent left.
 * - `3`: Time: less than 7 days left.
 *
 * Other values may come: the platform adds some without notice.
 */
export type AlertType = 1 | 2 | 3 | (number & {});

/**
 * State of a card.
 * The known values, by name.
 */
export const CardStatus = {
  /** May be activated. */
  ActivationReady: "ACTIVATION_READY_NAME",
  /** Waits for its activation. */
  NonActivated: "NON_ACTIVATED_NAME",
  /** Active. */
  Activated: "ACTIVATED_NAME",
  /** Switched off. */
  Deactivated: "DEACTIVATED_NAME",
  /** Out of service for good. Documented as a filter only. */
  Retired: "RETIRED_NAME",
  /** Its package has stopped, the card itself still works. Documented in answers only. */
  ActivatedBase: "ACTIVATED_BASE",
} as const;

/**
 * State of a card.
 * - `ACTIVATION_READY_NAME`: May be activated.
 * - `NON_ACTIVATED_NAME`: Waits for its activation.
 * - `ACTIVATED_NAME`: Active.
 * - `DEACTIVATED_NAME`: Switched off.
 * - `RETIRED_NAME`: Out of service for good. Documented as a filter only.
 * - `ACTIVATED_BASE`: Its package has stopped, the card itself still works. Documented in answers only.
 *
 * Other values may come: the platform adds some without notice.
 */
export type CardStatus = "ACTIVATION_READY_NAME" | "NON_ACTIVATED_NAME" | "ACTIVATED_NAME" | "DEACTIVATED_NAME" | "RETIRED_NAME" | "ACTIVATED_BASE" | (string & {});

/**
 * What the traffic is asked for.
 * The known values, by name.
 */
export const DateKind = {
  /** For days: give `startDate` and `endDate`. */
  Daily: "daily",
  /** For a month: give `month`. */
  Monthly: "monthly",
} as const;

/**
 * What the traffic is asked for.
 * - `daily`: For days: give `startDate` and `endDate`.
 * - `monthly`: For a month: give `month`.
 *
 * Other values may come: the platform adds some without notice.
 */
export type DateKind = "daily" | "monthly" | (string & {});

/**
 * State of an eSIM or cloud eSIM order. Package orders number theirs differently.
 * The known values, by name.
 */
export const EsimOrderState = {
  /** Being processed. */
  Processing: 1,
  /** Successful. */
  Success: 2,
  /** Refunded. */
  Refunded: 3,
  /** Failed. */
  Failed: -1,
} as const;

/**
 * State of an eSIM or cloud eSIM order. Package orders number theirs differently.
 * - `1`: Being processed.
 * - `2`: Successful.
 * - `3`: Refunded.
 * - `-1`: Failed.
 *
 * Other values may come: the platform adds some without notice.
 */
export type EsimOrderState = 1 | 2 | 3 | -1 | (number & {});

/**
 * A flag.
 * The known values, by name.
 */
export const Flag = {
  /** No. */
  No: 0,
  /** Yes. */
  Yes: 1,
} as const;

/**
 * A flag.
 * - `0`: No.
 * - `1`: Yes.
 *
 * Other values may come: the platform adds some without notice.
 */
export type Flag = 0 | 1 | (number & {});

/**
 * Membership in an IMEI pool.
 * The known values, by name.
 */
export const ImeiPoolMembership = {
  /** In no pool. */
  None: 0,
  /** In a pool. */
  Member: 1,
  /** In a pool for the time being. */
  Temporary: 2,
} as const;

/**
 * Membership in an IMEI pool.
 * - `0`: In no pool.
 * - `1`: In a pool.
 * - `2`: In a pool for the time being.
 *
 * Other values may come: the platform adds some without notice.
 */
export type ImeiPoolMembership = 0 | 1 | 2 | (number & {});

/**
 * Lock by the IMEI pool.
 * The known values, by name.
 */
export const ImeiPoolStatus = {
  /** Not locked. */
  Unlocked: 0,
  /** Locked: the card is suspended. */
  Locked: 1,
} as const;

/**
 * Lock by the IMEI pool.
 * - `0`: Not locked.
 * - `1`: Locked: the card is suspended.
 *
 * Other values may come: the platform adds some without notice.
 */
export type ImeiPoolStatus = 0 | 1 | (number & {});

/**
 * A network to switch to. Which spelling a card takes depends on its family; `cards.networkOptions` names them in the first style.
 * The known values, by name.
 */
export const NetworkChoice = {
  /** `ATT`. */
  Att: "ATT",
  /** `TMobile`. */
  TMobile: "TMobile",
  /** `ChinaMobile`. */
  ChinaMobile: "ChinaMobile",
  /** `ChinaUnicom`. */
  ChinaUnicom: "ChinaUnicom",
  /** All networks of a dual-network card. */
  AllUpper: "ALL",
  /** `Verizon`. */
  Verizon: "Verizon",
  /** All networks of a triple-network card. */
  Triple: "VAT",
  /** `USA-AT&T`. */
  UsaAtt: "USA-AT&T",
  /** `USA-TMobile`. */
  UsaTMobile: "USA-TMobile",
  /** `USA-Verizon`. */
  UsaVerizon: "USA-Verizon",
  /** `China-Mobile`. */
  ChinaDashMobile: "China-Mobile",
  /** `China-Unicom`. */
  ChinaDashUnicom: "China-Unicom",
  /** `China-Telecom`. */
  ChinaDashTelecom: "China-Telecom",
  /** All networks of a TN-V3-W card. */
  AllLower: "all",
} as const;

/**
 * A network to switch to. Which spelling a card takes depends on its family; `cards.networkOptions` names them in the first style.
 * - `ATT`: `ATT`.
 * - `TMobile`: `TMobile`.
 * - `ChinaMobile`: `ChinaMobile`.
 * - `ChinaUnicom`: `ChinaUnicom`.
 * - `ALL`: All networks of a dual-network card.
 * - `Verizon`: `Verizon`.
 * - `VAT`: All networks of a triple-network card.
 * - `USA-AT&T`: `USA-AT&T`.
 * - `USA-TMobile`: `USA-TMobile`.
 * - `USA-Verizon`: `USA-Verizon`.
 * - `China-Mobile`: `China-Mobile`.
 * - `China-Unicom`: `China-Unicom`.
 * - `China-Telecom`: `China-Telecom`.
 * - `all`: All networks of a TN-V3-W card.
 *
 * Other values may come: the platform adds some without notice.
 */
export type NetworkChoice = "ATT" | "TMobile" | "ChinaMobile" | "ChinaUnicom" | "ALL" | "Verizon" | "VAT" | "USA-AT&T" | "USA-TMobile" | "USA-Verizon" | "China-Mobile" | "China-Unicom" | "China-Telecom" | "all" | (string & {});

/**
 * The operator of a package.
 * The known values, by name.
 */
export const Operator = {
  /** International; the only value documented. */
  International: 5,
} as const;

/**
 * The operator of a package.
 * - `5`: International; the only value documented.
 *
 * Other values may come: the platform adds some without notice.
 */
export type Operator = 5 | (number & {});

/**
 * What limits a package; the same idea as `packageType`, numbered differently.
 * The known values, by name.
 */
export const PackageKind = {
  /** By volume. */
  Volume: 0,
  /** By time. */
  Time: 1,
  /** By time, with reduced speed. */
  TimeReducedSpeed: 2,
} as const;

/**
 * What limits a package; the same idea as `packageType`, numbered differently.
 * - `0`: By volume.
 * - `1`: By time.
 * - `2`: By time, with reduced speed.
 *
 * Other values may come: the platform adds some without notice.
 */
export type PackageKind = 0 | 1 | 2 | (number & {});

/**
 * Order of the rows.
 * The known values, by name.
 */
export const PackageOrderSort = {
  /** Oldest first. */
  OldestFirst: "",
  /** Newest first. */
  NewestFirst: "createDateDesc",
} as const;

/**
 * Order of the rows.
 * - ``: Oldest first.
 * - `createDateDesc`: Newest first.
 *
 * Other values may come: the platform adds some without notice.
 */
export type PackageOrderSort = "" | "createDateDesc" | (string & {});

/**
 * State of a package order. eSIM orders number theirs differently.
 * The known values, by name.
 */
export const PackageOrderState = {
  /** Not successful. */
  Failed: 0,
  /** Successful. */
  Success: 1,
  /** Refunded. */
  Refunded: -1,
} as const;

/**
 * State of a package order. eSIM orders number theirs differently.
 * - `0`: Not successful.
 * - `1`: Successful.
 * - `-1`: Refunded.
 *
 * Other values may come: the platform adds some without notice.
 */
export type PackageOrderState = 0 | 1 | -1 | (number & {});

/**
 * Where a package is in its life.
 * The known values, by name.
 */
export const PackageState = {
  /** Not begun. */
  Pending: 0,
  /** In use. */
  InUse: 1,
  /** Over, also by a refund. */
  Finished: 2,
} as const;

/**
 * Where a package is in its life.
 * - `0`: Not begun.
 * - `1`: In use.
 * - `2`: Over, also by a refund.
 *
 * Other values may come: the platform adds some without notice.
 */
export type PackageState = 0 | 1 | 2 | (number & {});

/**
 * What limits a package.
 * The known values, by name.
 */
export const PackageType = {
  /** By volume. */
  Volume: 2,
  /** By time. */
  Time: 3,
  /** By time, with reduced speed. */
  TimeReducedSpeed: 4,
} as const;

/**
 * What limits a package.
 * - `2`: By volume.
 * - `3`: By time.
 * - `4`: By time, with reduced speed.
 *
 * Other values may come: the platform adds some without notice.
 */
export type PackageType = 2 | 3 | 4 | (number & {});

/**
 * Unit of a package's validity.
 * The known values, by name.
 */
export const PeriodType = {
  /** Months. */
  Month: 1,
  /** Days: the platform's text is lost, its examples say so. */
  Day: 2,
} as const;

/**
 * Unit of a package's validity.
 * - `1`: Months.
 * - `2`: Days: the platform's text is lost, its examples say so.
 *
 * Other values may come: the platform adds some without notice.
 */
export type PeriodType = 1 | 2 | (number & {});

/**
 * State of a subscription; any negative number may come.
 * The known values, by name.
 */
export const PoolRecordState = {
  /** Just created. */
  Created: 0,
  /** Allocated to the pool. */
  Allocated: 1,
  /** Not activated yet. */
  Pending: 2,
  /** Activated. */
  Active: 3,
} as const;

/**
 * State of a subscription; any negative number may come.
 * - `0`: Just created.
 * - `1`: Allocated to the pool.
 * - `2`: Not activated yet.
 * - `3`: Activated.
 *
 * Other values may come: the platform adds some without notice.
 */
export type PoolRecordState = 0 | 1 | 2 | 3 | (number & {});

/**
 * State of a data pool.
 * The known values, by name.
 */
export const PoolStatus = {
  /** Not activated yet. */
  Pending: 1,
  /** Activated. */
  Active: 2,
  /** Stopped. */
  Stopped: -1,
} as const;

/**
 * State of a data pool.
 * - `1`: Not activated yet.
 * - `2`: Activated.
 * - `-1`: Stopped.
 *
 * Other values may come: the platform adds some without notice.
 */
export type PoolStatus = 1 | 2 | -1 | (number & {});

/**
 * Kind of profit.
 * The known values, by name.
 */
export const ProfitKind = {
  /** Income. */
  Income: 1,
  /** Deduction. */
  Deduction: 2,
} as const;

/**
 * Kind of profit.
 * - `1`: Income.
 * - `2`: Deduction.
 *
 * Other values may come: the platform adds some without notice.
 */
export type ProfitKind = 1 | 2 | (number & {});

/**
 * Whether the card's user has been identified by name.
 * The known values, by name.
 */
export const RealName = {
  /** Not identified. */
  No: 0,
  /** Identified. */
  Yes: 1,
} as const;

/**
 * Whether the card's user has been identified by name.
 * - `0`: Not identified.
 * - `1`: Identified.
 *
 * Other values may come: the platform adds some without notice.
 */
export type RealName = 0 | 1 | (number & {});

/**
 * What the remaining data belongs to.
 * The known values, by name.
 */
export const RemainingKind = {
  /** The card's package. */
  Package: 0,
  /** The pool the card shares. */
  Pool: 1,
} as const;

/**
 * What the remaining data belongs to.
 * - `0`: The card's package.
 * - `1`: The pool the card shares.
 *
 * Other values may come: the platform adds some without notice.
 */
export type RemainingKind = 0 | 1 | (number & {});

/**
 * How a package was bought. The literal for API orders is inferred from the platform's text.
 * The known values, by name.
 */
export const SalesChannel = {
  /** By the card's user. */
  User: "USER",
  /** Given by the platform so that the card stays online. */
  System: "SYSTEM",
  /** Moved from another card. */
  Transfer: "TRANSFER",
  /** In the platform's console. */
  Platform: "PLATFORM",
  /** Through this API. */
  Api: "API",
} as const;

/**
 * How a package was bought. The literal for API orders is inferred from the platform's text.
 * - `USER`: By the card's user.
 * - `SYSTEM`: Given by the platform so that the card stays online.
 * - `TRANSFER`: Moved from another card.
 * - `PLATFORM`: In the platform's console.
 * - `API`: Through this API.
 *
 * Other values may come: the platform adds some without notice.
 */
export type SalesChannel = "USER" | "SYSTEM" | "TRANSFER" | "PLATFORM" | "API" | (string & {});

/**
 * Whether the shop offers a package.
 * The known values, by name.
 */
export const ShopStatus = {
  /** Not offered. */
  Unlisted: 0,
  /** Offered. */
  Listed: 1,
} as const;

/**
 * Whether the shop offers a package.
 * - `0`: Not offered.
 * - `1`: Offered.
 *
 * Other values may come: the platform adds some without notice.
 */
export type ShopStatus = 0 | 1 | (number & {});

/**
 * State of a task, as text.
 * The known values, by name.
 */
export const TaskStatus = {
  /** Not begun. */
  Waiting: "0",
  /** Running. */
  Running: "1",
  /** Done. */
  Succeeded: "2",
  /** Stopped before its end. */
  Terminated: "-1",
  /** Failed: `result` may tell why. */
  Failed: "-2",
} as const;

/**
 * State of a task, as text.
 * - `0`: Not begun.
 * - `1`: Running.
 * - `2`: Done.
 * - `-1`: Stopped before its end.
 * - `-2`: Failed: `result` may tell why.
 *
 * Other values may come: the platform adds some without notice.
 */
export type TaskStatus = "0" | "1" | "2" | "-1" | "-2" | (string & {});

/**
 * Kind of warning, in a request.
 * The known values, by name.
 */
export const WarningKind = {
  /** Data left, in MB. */
  Volume: 1,
  /** Data left, in percent. */
  Percentage: 2,
  /** Days left. */
  Period: 3,
} as const;

/**
 * Kind of warning, in a request.
 * - `1`: Data left, in MB.
 * - `2`: Data left, in percent.
 * - `3`: Days left.
 *
 * Other values may come: the platform adds some without notice.
 */
export type WarningKind = 1 | 2 | 3 | (number & {});

/**
 * Kind of warning, in an answer, where it is text.
 * The known values, by name.
 */
export const WarningKindText = {
  /** Data left, in MB. */
  Volume: "1",
  /** Data left, in percent. */
  Percentage: "2",
  /** Days left. */
  Period: "3",
} as const;

/**
 * Kind of warning, in an answer, where it is text.
 * - `1`: Data left, in MB.
 * - `2`: Data left, in percent.
 * - `3`: Days left.
 *
 * Other values may come: the platform adds some without notice.
 */
export type WarningKindText = "1" | "2" | "3" | (string & {});

/**
 * State of withdrawal of a profit.
 * The known values, by name.
 */
export const Withdrawal = {
  /** Not withdrawn yet. */
  Pending: 0,
  /** Being reviewed. */
  InReview: 1,
  /** Withdrawn. */
  Completed: 2,
  /** The withdrawal failed. */
  Failed: 3,
} as const;

/**
 * State of withdrawal of a profit.
 * - `0`: Not withdrawn yet.
 * - `1`: Being reviewed.
 * - `2`: Withdrawn.
 * - `3`: The withdrawal failed.
 *
 * Other values may come: the platform adds some without notice.
 */
export type Withdrawal = 0 | 1 | 2 | 3 | (number & {});

/**
 * Way of withdrawal.
 * The known values, by name.
 */
export const WithdrawalType = {
  /** By hand. */
  Manual: 1,
  /** By the platform, daily. */
  Daily: 2,
} as const;

/**
 * Way of withdrawal.
 * - `1`: By hand.
 * - `2`: By the platform, daily.
 *
 * Other values may come: the platform adds some without notice.
 */
export type WithdrawalType = 1 | 2 | (number & {});

