// Generated from the declarations in src/: change those instead.

import type { AlertType, CardStatus, DateKind, EsimOrderState, Flag, ImeiPoolMembership, ImeiPoolStatus, NetworkChoice, Operator, PackageKind, PackageOrderSort, PackageOrderState, PackageState, PackageType, PeriodType, PoolRecordState, PoolStatus, ProfitKind, RealName, RemainingKind, SalesChannel, ShopStatus, TaskStatus, WarningKind, WarningKindText, Withdrawal, WithdrawalType } from "./codes.js";

/** A package that took effect. */
export interface ActivatedCloudEsimPackage {
  /** EID of the cloud eSIM. */
  eid: string;
  /** The platform's id of the cloud eSIM order. */
  eshopOrderId: number;
  /** The platform's name of the package. */
  packageName: string;
  /** Code of the package. */
  packageCode: string;
  /**
   * Where the package is in its life; 0 in the platform's own example, though it is in effect.
   * Values: {@link PackageState}.
   */
  state: PackageState;
  /** The shop's name of the package; may be empty. */
  gzhPackageName: string;
  /**
   * What limits the package.
   * Values: {@link PackageType}.
   */
  packageType: PackageType;
  /** When it was ordered. */
  createDate: string;
  /** When it takes effect; may be empty. */
  startDate?: string;
  /** When it ends; may be empty. */
  endDate?: string;
  /** Your own number for the order, unique in the account. */
  outTradeNo?: string;
  /** Of a package moved from another cloud eSIM: that one. */
  fromEid?: string;
  /** Of a package moved from another: its order there. */
  fromOrderId?: number;
  /**
   * How it was bought; missing from the platform's own example.
   * Values: {@link SalesChannel}.
   */
  salesChannel?: SalesChannel;
}

/** Adds cards to an IMEI pool. */
export interface AddIccidsToPool {
  /** Id of the IMEI pool. It is learnt only from the notifications of cards moved in or out. */
  plockGroupId: number;
  /** ICCIDs of the cards. */
  iccids: string | readonly (string | number)[];
  /** Remark. */
  memo?: string | undefined;
}

/** Adds an IMEI to an IMEI pool. */
export interface AddImeiToPool {
  /** IMEI of the device. */
  imei: string;
  /** Id of the IMEI pool. It is learnt only from the notifications of cards moved in or out. */
  plockGroupId: number;
}

/** Adds cards to a pool. Partial success does not show: check with `pools.listCards`. */
export interface AddPoolCards {
  /** Id of the data pool. 0 means no pool. */
  pool_object_id: number | string;
  /** ICCIDs of the cards. */
  iccid_arr: string | readonly (string | number)[];
}

/** A card that can be added. */
export interface AddableCard {
  /** ICCID of the card. */
  iccid: string;
}

/** Cards that can be added. */
export interface AddableCards {
  /** The rows. */
  list: AddableCard[];
}

/** The account's balance. */
export interface Balance {
  /**
   * The amount, two decimals, as text: keep it decimal.
   * Unit: major currency unit.
   */
  balance: string;
  /** Its currency, such as `USD`. */
  currency: string;
}

/** Binds a card to a device. */
export interface BindDevice {
  /** ICCID of the card. */
  iccid: string;
  /** IMEI of the device; the platform calls it a device id, and its example is none. */
  imei: string;
}

/** Ends the data session of a card, so that it registers anew; at most once in five minutes (44001). */
export interface CancelCardSession {
  /** ICCID of the card. */
  iccid: string;
}

/** Ends the data session. No limit is stated; assume once in five minutes as for cards. */
export interface CancelCloudEsimSession {
  /** EID of the cloud eSIM. */
  eid: string;
}

/**
 * A card. Dates are `yyyy-MM-dd HH:mm:ss`; their time zone is not documented and looks like
 * UTC+8.
 */
export interface Card {
  /** ICCID, 19 or 20 digits. */
  iccid: string;
  /** EID, 32 digits; nothing for a plain SIM, though the platform lists it as required. */
  eid?: string;
  /** IMSI. */
  imsi: string;
  /** First activation; may be empty for a card never activated. */
  activateDate: string;
  /**
   * State of the card.
   * Values: {@link CardStatus}.
   */
  cardStatus: CardStatus;
  /**
   * Whether its user has been identified by name.
   * Values: {@link RealName}.
   */
  isRealName: RealName;
  /**
   * Data left in the current package. "Month" does not mean a calendar month.
   * Unit: MB.
   */
  monthRemainFlow: number;
  /**
   * Data used of the current package.
   * Unit: MB.
   */
  monthUseFlow: number;
  /**
   * What the remaining data belongs to.
   * Values: {@link RemainingKind}.
   */
  remainFlowType: RemainingKind;
  /** Code of the product the card belongs to. */
  productCode: string;
  /** End of the current package. */
  packageEndDate?: string;
  /**
   * All data of the card, packages not yet begun included.
   * Unit: MB.
   */
  dataFlow: number;
  /**
   * All data left, packages not yet begun included.
   * Unit: MB.
   */
  remainFlow: number;
  /** When the card will run out, packages not yet begun included. */
  expectedEndDate: string;
  /**
   * Lock by the IMEI pool.
   * Values: {@link ImeiPoolStatus}.
   */
  imeiPoolStatus: ImeiPoolStatus;
  /** How often the card has been unlocked from the IMEI pool. */
  imeiPoolUnlockCount: number;
  /**
   * Membership in an IMEI pool.
   * Values: {@link ImeiPoolMembership}.
   */
  isIMEIPool: ImeiPoolMembership;
  /** Network in use, in the words of `cards.switchNetwork`. */
  network: string;
  /**
   * Data used since the beginning. The platform calls it inaccurate for the time being.
   * Unit: MB.
   */
  totalUseFlow: number;
  /** Short code of the package in use. */
  packageCode: string;
  /**
   * What limits the package in use.
   * Values: {@link PackageKind}.
   */
  packageKind: PackageKind;
  /** The customer's remark; listed as required, not always there. */
  remark?: string;
}

/** How many cards there are. */
export interface CardCounts {
  /** All cards. */
  totalCard: number;
  /** Cards that have been activated. */
  activatedCard: number;
  /** Cards in use. */
  usingCard: number;
  /** Cards with an order. */
  orderedCard: number;
  /** Cards switched off. */
  deactivatedCard: number;
}

/** One page of cards. */
export interface CardPage {
  /** The cards. */
  cardInfoList: ListedCard[];
  /** How many pages there are. */
  totalPage: number;
}

/** Product of a card. */
export interface CardProduct {
  /** Code of the product. */
  productCode: string;
}

/** Traffic of a card. */
export interface CardTraffic {
  /** ICCID of the card. */
  iccid: string;
  /**
   * Data used in all of the time asked for, as decimal digits.
   * Unit: bytes.
   */
  traffic: string;
}

/** A card with a warning. The platform promises none of the fields. */
export interface CardWarning {
  /** ICCID of the card. */
  iccid?: string;
  /**
   * What is running low. A number in the request, text in the answer.
   * Values: {@link WarningKindText}.
   */
  type?: WarningKindText;
  /**
   * The value that sets the warning off.
   * Unit: depends on type: 1 MB, 2 percent, 3 days.
   */
  earlyWarningValue?: number;
}

/** The answer. */
export interface CardWarningPage {
  /** How many pages there are. */
  totalPage: number;
  /** The rows of this page. */
  cardInfoList: CardWarning[];
}

/** A cloud eSIM. Dates are `yyyy-MM-dd HH:mm:ss` or the day alone; their time zone is not documented and looks like UTC+8. */
export interface CloudEsim {
  /** EID of the cloud eSIM. */
  eid: string;
  /** First activation. */
  activateDate?: string;
  /**
   * State of the card.
   * Values: {@link CardStatus}.
   */
  cardStatus: CardStatus;
  /**
   * Data left of the current package.
   * Unit: bytes.
   */
  currentPkgRemainBytes: number;
  /**
   * Data used of the current package.
   * Unit: bytes.
   */
  currentPkgUsedBytes: number;
  /**
   * Data of the current package.
   * Unit: bytes.
   */
  currentPkgTotalBytes: number;
  /**
   * All data, packages not yet begun included.
   * Unit: bytes.
   */
  totalFlowBytes: number;
  /**
   * All data left, packages not yet begun included.
   * Unit: bytes.
   */
  remainFlowBytes: number;
  /** When it will run out, packages not yet begun included. */
  expectedEndDate?: string;
  /** Code of the product. */
  productCode: string;
  /** End of the current package. */
  packageEndDate?: string;
  /** Code of the package. */
  packageCode: string;
  /**
   * What limits the package.
   * Values: {@link PackageType}.
   */
  packageType: PackageType;
  /** The platform's name of the package. */
  packageName: string;
}

/** A country and its networks. */
export interface CloudEsimCountry {
  /** Address of a picture. */
  img?: string;
  /** The name. */
  name: string;
  /** Names of the networks. */
  operators: CloudEsimNetwork[];
}

/** A network. */
export interface CloudEsimNetwork {
  /** The name. */
  name: string;
  /** Radio technology, such as `4G`. */
  networkType: string;
}

/** A package on offer. */
export interface CloudEsimOffer {
  /**
   * The price.
   * Unit: US cents.
   */
  price: number;
  /**
   * Data volume.
   * Unit: bytes.
   */
  flowSizeBytes: number;
  /** Code of the package. */
  packageCode: string;
  /** Code of the product. */
  productCode: string;
  /** The platform's name of the package. */
  packageName: string;
  /**
   * What limits the package.
   * Values: {@link PackageType}.
   */
  packageType: PackageType;
  /** Validity, in units of `periodType`. */
  periodSize: number;
  /**
   * Unit of the validity.
   * Values: {@link PeriodType}.
   */
  periodType: PeriodType;
  /** Where it works. */
  zone: CloudEsimZone;
}

/** Packages on offer. */
export interface CloudEsimOffers {
  /** The rows. */
  list: CloudEsimOffer[];
}

/** An order. Dates are `yyyy-MM-dd HH:mm:ss`; their time zone is not documented and looks like UTC+8. */
export interface CloudEsimOrder {
  /** EID of the cloud eSIM. */
  eid: string;
  /**
   * The platform's order id.
   * @deprecated Use `eshopOrderId`.
   */
  orderId: number;
  /** The platform's id of the cloud eSIM order. */
  eshopOrderId: number;
  /** The platform's name of the package. */
  packageName: string;
  /** Code of the package. */
  packageCode: string;
  /**
   * What limits the package.
   * Values: {@link PackageType}.
   */
  packageType: PackageType;
  /** The shop's name of the package; may be empty. */
  gzhPackageName: string;
  /**
   * Where the package is in its life.
   * Values: {@link PackageState}.
   */
  state: PackageState;
  /**
   * The price.
   * Unit: major currency unit of `currency`.
   */
  price: number;
  /** The currency, such as `USD`. */
  currency: string;
  /** When it was ordered. */
  createDate: string;
  /** When it takes effect; may be empty. */
  startDate: string;
  /** When it ends; may be empty. */
  endDate: string;
  /** Validity, in units of `periodType`. */
  totalActive: number;
  /**
   * Unit of the validity.
   * Values: {@link PeriodType}.
   */
  periodType: PeriodType;
  /**
   * Data of the package.
   * Unit: bytes.
   */
  flowTotalBytes: number;
  /**
   * Data left.
   * Unit: bytes.
   */
  flowRemainBytes: number;
  /**
   * Whether it renews itself.
   * Values: {@link Flag}.
   */
  renew: Flag;
  /**
   * Whether it was refunded.
   * Values: {@link Flag}.
   */
  isRefund: Flag;
}

/** One page of orders. */
export interface CloudEsimOrderPage {
  /** The rows. */
  list: CloudEsimOrder[];
  /** How many orders there are. */
  total: number;
}

/** State of an order. */
export interface CloudEsimOrderStatus {
  /**
   * Its state.
   * Values: {@link EsimOrderState}.
   */
  status: EsimOrderState;
  /** EID of the cloud eSIM. */
  eid: string;
}

/** One page of cloud eSIMs. */
export interface CloudEsimPage {
  /** The rows of this page. */
  cardInfoList: ListedCloudEsim[];
  /** How many pages there are. */
  totalPage: number;
}

/** A placed order. */
export interface CloudEsimPurchase {
  /** Your own number for the order, unique in the account. */
  outTradeNo?: string;
  /**
   * The platform's order id.
   * @deprecated Use `eshopOrderId`.
   */
  orderId?: string;
  /** The platform's id of the cloud eSIM order. */
  eshopOrderId: number;
}

/** An amount in cents, unlike `packages.refundAmount`. */
export interface CloudEsimRefundAmount {
  /**
   * The amount.
   * Unit: cents (JPY: yen).
   */
  amount: number;
  /** The currency, such as `USD`. */
  currency: string;
}

/** Where the package works. */
export interface CloudEsimZone {
  /** Address of a picture. */
  img?: string;
  /** The name. */
  name: string;
  /** The countries. */
  countries: CloudEsimCountry[];
}

/** Counts the account's cards by state. */
export interface CountCards {
}

/** Creates a data pool. It has no number of your own: after a lost answer, look through `pools.list`. */
export interface CreatePool {
  /** Code of the pool package. */
  pool_type_code: string;
  /** Note of your own. */
  memo?: string | undefined;
}

/** A new pool. */
export interface CreatedPool {
  /** Id of the data pool. 0 means no pool. */
  pool_object_id: number;
}

/** Deletes a data pool. */
export interface DeletePool {
  /** Id of the data pool. 0 means no pool. */
  pool_object_id: number | string;
}

/**
 * A package that took effect. Dates are `yyyy-MM-dd HH:mm:ss`, by the platform's examples in
 * UTC+8.
 */
export interface EffectivePackage {
  /** ICCID of the card. */
  iccid: string;
  /** The platform's order id. */
  orderId: number;
  /** The platform's name of the package. */
  packageName: string;
  /** Code of the package. */
  packageCode: string;
  /**
   * Where the package is in its life; 0 in the platform's own example, though it is in effect.
   * Values: {@link PackageState}.
   */
  state: PackageState;
  /** The shop's name of the package; may be empty. */
  gzhPackageName: string;
  /**
   * What limits the package.
   * Values: {@link PackageType}.
   */
  packageType: PackageType;
  /** When it was ordered. */
  createDate: string;
  /** When it began; missing from the platform's own example. */
  startDate?: string;
  /** When it is expected to end; missing from the platform's own example. */
  endDate?: string;
  /** Your own number, for orders placed through the API. */
  outTradeNo?: string;
  /** Of a package moved from another card: that card. */
  fromIccid?: string;
  /** Of a package moved from another card: its order there. */
  fromOrderId?: number;
  /**
   * How it was bought; missing from the platform's own example.
   * Values: {@link SalesChannel}.
   */
  salesChannel?: SalesChannel;
}

/** A package that came to its end. */
export interface EndedCloudEsimPackage {
  /** EID of the cloud eSIM. */
  eid: string;
  /** The platform's id of the cloud eSIM order. */
  eshopOrderId: number;
  /** The platform's name of the package. */
  packageName: string;
  /** Code of the package. */
  packageCode: string;
  /**
   * Where the package is in its life.
   * Values: {@link PackageState}.
   */
  state: PackageState;
  /** The shop's name of the package; may be empty. */
  gzhPackageName: string;
  /** What limits the package. */
  packageType: number;
  /** When it was ordered. */
  createDate: string;
  /** Your own number for the order, unique in the account. */
  outTradeNo?: string;
}

/** A package that came to its end. */
export interface EndedPackage {
  /** ICCID of the card. */
  iccid: string;
  /** The platform's order id. */
  orderId: number;
  /** The platform's name of the package. */
  packageName: string;
  /** Code of the package. */
  packageCode: string;
  /**
   * Where the package is in its life.
   * Values: {@link PackageState}.
   */
  state: PackageState;
  /** The shop's name of the package; may be empty. */
  gzhPackageName: string;
  /** What limits the package. */
  packageType: number;
  /** When it was ordered. */
  createDate: string;
  /** Your own number for the order, unique in the account. */
  outTradeNo?: string;
}

/** Goods. */
export interface EsimGoods {
  /** Code to buy it by. */
  code?: string;
  /** The name. */
  name: string;
  /**
   * The price.
   * Unit: US cents.
   */
  price?: number;
  /** The package that belongs to it. */
  package: EsimPackage;
}

/** The goods. */
export interface EsimGoodsList {
  /** The rows. */
  list: EsimGoods[];
}

/** State of an eSIM order. */
export interface EsimOrderStatus {
  /**
   * Its state.
   * Values: {@link EsimOrderState}.
   */
  status: EsimOrderState;
  /** ICCID of the card. */
  iccid?: string;
  /** Activation code to install the eSIM with; empty while the order is being processed. */
  activationCode?: string;
}

/** The package inside. */
export interface EsimPackage {
  /** Code of the package. */
  packageCode: string;
  /** The platform's name of the package. */
  packageName: string;
  /** Code of the product. */
  productCode: string;
  /**
   * What limits the package.
   * Values: {@link PackageType}.
   */
  packageType: PackageType;
  /**
   * Data volume; 1 GB is 1024 MB.
   * Unit: MB.
   */
  flowSize: number;
  /** Validity, in units of `periodType`. */
  periodSize: number;
  /**
   * Unit of the validity.
   * Values: {@link PeriodType}.
   */
  periodType?: PeriodType;
  /** Where it works. */
  zone: SalesZone;
}

/** An amount in cents, unlike `packages.refundAmount`. */
export interface EsimRefundAmount {
  /**
   * The amount.
   * Unit: cents (JPY: yen).
   */
  amount: number;
  /** The currency, such as `USD`. */
  currency: string;
}

/** Tells the pool a card is in. */
export interface FindPoolByIccid {
  /** ICCID of the card. */
  iccid: string;
}

/** Reads the balance that orders are paid from. */
export interface GetBalance {
}

/** Reads one card with its usage. */
export interface GetCard {
  /** ICCID of the card. */
  iccid: string;
}

/** Tells the product a card belongs to. */
export interface GetCardProduct {
  /** ICCID of the card. */
  iccid: string;
}

/** Reads one cloud eSIM. */
export interface GetCloudEsim {
  /** EID of the cloud eSIM. */
  eid: string;
}

/** Reads the state of an order. Give `eshopOrderId`. */
export interface GetCloudEsimOrderStatus {
  /**
   * The platform's order id.
   * @deprecated Use `eshopOrderId`.
   */
  orderId?: number | string | undefined;
  /** The platform's id of the cloud eSIM order. */
  eshopOrderId?: number | undefined;
}

/** Tells what a refund would pay back now. Give `eshopOrderId`. */
export interface GetCloudEsimRefundAmount {
  /**
   * The platform's order id.
   * @deprecated Use `eshopOrderId`.
   */
  orderId?: number | string | undefined;
  /** The platform's id of the cloud eSIM order. */
  eshopOrderId?: number | undefined;
}

/** Reads the state of an eSIM order. */
export interface GetEsimOrderStatus {
  /** The platform's order id. */
  orderId: number | string;
}

/** Tells what a refund would pay back now. */
export interface GetEsimRefundAmount {
  /** The platform's order id. */
  orderId: number | string;
}

/** Tells which networks a card can be switched to. */
export interface GetNetworkOptions {
  /** ICCID of the card. */
  iccid: string;
}

/** Describes a package. */
export interface GetPackage {
  /** Code of the package. */
  packageCode: string;
}

/** Finds orders by the platform's numbers or by your own; give at least one list. How the filters combine is not documented: check the rows. */
export interface GetPackageOrderDetails {
  /**
   * Orders by the platform's number, at most 50.
   * Limit: 50 items in one call; more are sent in several.
   */
  orderNumberArrStr?: string | readonly (string | number)[] | undefined;
  /**
   * Orders by your own number, at most 50.
   * Limit: 50 items in one call; more are sent in several.
   */
  outTradeNoArrStr?: string | readonly (string | number)[] | undefined;
  /**
   * Where the package is in its life.
   * Values: {@link PackageState}.
   */
  state: PackageState;
  /** Page, from 1. */
  page?: number | undefined;
  /**
   * Rows on a page, at most 50.
   * Limit: from 1 to 50.
   */
  pageSize: number;
}

/** Reads the state of a package order. */
export interface GetPackageOrderStatus {
  /** ICCID of the card. */
  iccid: string;
  /** The platform's order id. */
  orderId: number | string;
}

/**
 * Tells what a refund would pay back now. The platform states the rule differently on its pages; this is its own
 * answer, and what is paid in the end comes with the event `Refund`.
 */
export interface GetPackageRefundAmount {
  /** ICCID of the card. */
  iccid: string;
  /** The platform's order id. */
  orderId: number | string;
}

/** An unlocked card. */
export interface ImeiUnlocked {
  /** How often the card has been unlocked. */
  imeiPoolUnlockCount: number;
}

/** Installs a profile on an eSIM. */
export interface InstallEsim {
  /** EID of the eSIM. */
  eid: string;
  /** Code of the product. */
  productCode: string;
  /** Whether the profile is enabled at once. */
  enable?: unknown | undefined;
  /** Code of a package for the card. */
  simPackageCode?: string | undefined;
  /** Code of a package for the cloud eSIM. */
  cloudSimPackageCode?: string | undefined;
  /**
   * Whether the package renews itself.
   * Values: {@link Flag}.
   */
  renew?: Flag | undefined;
}

/** Tells which of the given cards can be added to a pool. */
export interface ListAddableCards {
  /** Id of the data pool. 0 means no pool. */
  pool_object_id: number | string;
  /** ICCIDs of the cards. */
  iccid_arr: string | readonly (string | number)[];
}

/** Lists the cards that have a warning, 500 on a page. */
export interface ListCardWarnings {
  /** Page, from 1. */
  pageNum?: number | string | undefined;
  /**
   * What is running low. A number in the request, text in the answer.
   * Values: {@link WarningKind}.
   */
  type?: WarningKind | undefined;
  /** ICCID of the card. */
  iccid?: string | undefined;
}

/** Lists the account's cards, 500 a page unless asked otherwise. */
export interface ListCards {
  /** Page, from 1; the first unless given. Sent as a string, as the platform wants it. */
  pageNum?: number | string | undefined;
  /**
   * Cards on a page; the platform's default is 500, its maximum is not documented.
   * Limit: from 1.
   */
  pageSize?: number | undefined;
  /**
   * Only cards in this state.
   * Values: {@link CardStatus}.
   */
  cardStatus?: CardStatus | undefined;
  /** Only these cards. How many may be named at once is not documented. */
  iccids?: string | readonly (string | number)[] | undefined;
}

/** Lists the orders of one cloud eSIM. Your own number is not among the fields. */
export interface ListCloudEsimOrders {
  /** EID of the cloud eSIM. */
  eid: string;
  /**
   * Only orders placed from then on, `yyyy-MM-dd HH:mm:ss`.
   * Limit: a time, as `yyyy-MM-dd HH:mm:ss`, or a day.
   */
  createDateStart?: string | undefined;
  /**
   * Only orders placed until then, `yyyy-MM-dd HH:mm:ss`.
   * Limit: a time, as `yyyy-MM-dd HH:mm:ss`, or a day.
   */
  createDateEnd?: string | undefined;
  /**
   * Only orders changed from then on, `yyyy-MM-dd HH:mm:ss`.
   * Limit: a time, as `yyyy-MM-dd HH:mm:ss`, or a day.
   */
  updateDateStart?: string | undefined;
  /**
   * Only orders changed until then, `yyyy-MM-dd HH:mm:ss`.
   * Limit: a time, as `yyyy-MM-dd HH:mm:ss`, or a day.
   */
  updateDateEnd?: string | undefined;
  /** Only these orders, by the platform's id; whether by `eshopOrderId` or by `orderId` is not documented. */
  orderIdArrStr?: string | readonly (string | number)[] | undefined;
  /** Page, from 1. */
  page?: number | undefined;
  /**
   * Rows on a page; 500 unless given, at most 1000.
   * Limit: from 1 to 1000.
   */
  pageSize?: number | undefined;
}

/** Lists what a cloud eSIM can order. Prices are in US cents here and in major units in the records. */
export interface ListCloudEsimPackages {
  /** EID of the cloud eSIM. */
  eid: string;
}

/** Lists the account's cloud eSIMs, 500 a page unless asked otherwise. */
export interface ListCloudEsims {
  /** Page, from 1. */
  pageNum?: number | string | undefined;
  /**
   * Rows on a page.
   * Limit: from 1.
   */
  pageSize?: number | undefined;
  /**
   * State of the card.
   * Values: {@link CardStatus}.
   */
  cardStatus?: CardStatus | undefined;
  /** EIDs of the cloud eSIMs. */
  eids?: string | readonly (string | number)[] | undefined;
}

/** Lists the eSIM goods on offer. */
export interface ListEsimGoods {
}

/**
 * Lists the package orders of a card. Resolves to `{ data, total }`: the platform puts `total`
 * beside the rows.
 */
export interface ListPackageOrders {
  /** ICCID of the card. */
  iccid: string;
  /**
   * Only orders in this state. Which of `state` and `stateArrStr` wins is not documented.
   * Values: {@link PackageState}.
   */
  state?: PackageState | undefined;
  /**
   * Ordered from then on, `yyyy-MM-dd HH:mm:ss`. Whether the ends are included is not documented.
   * Limit: a time, as `yyyy-MM-dd HH:mm:ss`, or a day.
   */
  createDateStart?: string | undefined;
  /**
   * Ordered until then.
   * Limit: a time, as `yyyy-MM-dd HH:mm:ss`, or a day.
   */
  createDateEnd?: string | undefined;
  /**
   * Changed from then on.
   * Limit: a time, as `yyyy-MM-dd HH:mm:ss`, or a day.
   */
  updateDateStart?: string | undefined;
  /**
   * Changed until then.
   * Limit: a time, as `yyyy-MM-dd HH:mm:ss`, or a day.
   */
  updateDateEnd?: string | undefined;
  /** Only these orders, by the platform's order id. */
  orderIdArrStr?: string | readonly (string | number)[] | undefined;
  /** Page, from 1. */
  page?: number | undefined;
  /**
   * Rows on a page. Neither default nor limit is documented.
   * Limit: from 1.
   */
  pageSize?: number | undefined;
  /**
   * Order of the rows; the oldest first unless given. Rows may move between pages meanwhile.
   * Values: {@link PackageOrderSort}.
   */
  orderBy?: PackageOrderSort | undefined;
  /** Only orders in one of these states. */
  stateArrStr?: string | readonly (string | number)[] | undefined;
}

/** Lists the packages that a card can order. */
export interface ListPackagesForCard {
  /** ICCID of the card. */
  iccid: string;
}

/**
 * Lists the packages that cards of a product can order. No operation lists products: codes come from cards, from
 * `cards.product` and from the event `SwitchProduct`.
 */
export interface ListPackagesForProduct {
  /** Code of the product. */
  productCode: string;
}

/** Lists the cards of a pool. */
export interface ListPoolCards {
  /** Id of the data pool. 0 means no pool. */
  pool_object_id: number | string;
}

/** Lists pool packages, all or those for a card or pool. Prices are not told. */
export interface ListPoolPackages {
  /** ICCID of the card. */
  iccid?: string | undefined;
  /** Id of the data pool. 0 means no pool. */
  pool_object_id?: number | string | undefined;
}

/** Lists the subscriptions of a pool. The last page is the one that is not full. */
export interface ListPoolRecords {
  /** Id of the data pool. 0 means no pool. */
  pool_object_id: number | string;
  /** Only these subscriptions, by the platform's number. */
  order_no_arr?: string | readonly (string | number)[] | undefined;
  /** Only these subscriptions, by your own number. */
  out_trade_no_arr?: string | readonly (string | number)[] | undefined;
  /** Only subscriptions of these packages. */
  pool_type_code_arr?: string | readonly (string | number)[] | undefined;
  /** Only subscriptions in these states. */
  status_code_arr?: string | readonly (string | number)[] | undefined;
  /**
   * Created from then on. The unit is inferred.
   * Unit: Unix seconds.
   */
  create_at_start?: number | undefined;
  /**
   * Created until then. The unit is inferred.
   * Unit: Unix seconds.
   */
  create_at_end?: number | undefined;
  /**
   * In effect from then on. The unit is inferred.
   * Unit: Unix seconds.
   */
  active_timestamp_start?: number | undefined;
  /**
   * In effect until then. The unit is inferred.
   * Unit: Unix seconds.
   */
  active_timestamp_end?: number | undefined;
  /**
   * Ending from then on. The unit is inferred.
   * Unit: Unix seconds.
   */
  expire_timestamp_start?: number | undefined;
  /**
   * Ending until then. The unit is inferred.
   * Unit: Unix seconds.
   */
  expire_timestamp_end?: number | undefined;
  /** Page, from 1. */
  page?: number | undefined;
  /**
   * Rows on a page, at most 1000.
   * Limit: from 1 to 1000.
   */
  page_size: number;
}

/** Lists the data pools. */
export interface ListPools {
  /** Only these pools. */
  pool_object_id_arr?: string | readonly (string | number)[] | undefined;
  /** Note of your own. */
  memo?: string | undefined;
}

/** Lists profits of orders, row by row. */
export interface ListProfits {
  /** Page, from 1. */
  pageNum?: number | string | undefined;
  /**
   * Rows on a page; neither default nor limit is documented.
   * Limit: from 1.
   */
  pageSize: number;
  /** Free text to search by. */
  param?: string | undefined;
  /** Code of the product. */
  productCode?: string | undefined;
  /**
   * From then on, `yyyy-MM-dd HH:mm:ss`.
   * Limit: a time, as `yyyy-MM-dd HH:mm:ss`, or a day.
   */
  startDate?: string | undefined;
  /**
   * Until then, `yyyy-MM-dd HH:mm:ss`. Whether the ends are included, and the longest span, are not documented.
   * Limit: a time, as `yyyy-MM-dd HH:mm:ss`, or a day.
   */
  endDate?: string | undefined;
  /**
   * Only profits in this state of withdrawal.
   * Values: {@link Withdrawal}.
   */
  ifWithdrawDeposit?: Withdrawal | undefined;
  /**
   * Only profits withdrawn this way.
   * Values: {@link WithdrawalType}.
   */
  withdrawDepositType?: WithdrawalType | undefined;
  /** The platform's number of the API order. */
  orderNumber?: string | undefined;
}

/**
 * A card as the list shows it. Dates are `yyyy-MM-dd HH:mm:ss`; their time zone is not
 * documented and looks like UTC+8.
 */
export interface ListedCard {
  /** ICCID, 19 or 20 digits. */
  iccid: string;
  /** IMSI. */
  imsi: string;
  /** First activation; listed as always there, and may be empty for a card never activated. */
  activateDate: string;
  /**
   * State of the card.
   * Values: {@link CardStatus}.
   */
  cardStatus: CardStatus;
  /**
   * Whether its user has been identified by name.
   * Values: {@link RealName}.
   */
  isRealName: RealName;
  /**
   * Data left in the current package. "Month" does not mean a calendar month.
   * Unit: MB.
   */
  monthRemainFlow: number;
  /**
   * Data used of the current package.
   * Unit: MB.
   */
  monthUseFlow: number;
  /**
   * What the remaining data belongs to.
   * Values: {@link RemainingKind}.
   */
  remainFlowType: RemainingKind;
  /** Code of the product the card belongs to. */
  productCode: string;
  /** End of the current package. */
  packageEndDate?: string;
  /**
   * All data of the card, packages not yet begun included.
   * Unit: MB.
   */
  dataFlow: number;
  /**
   * All data left, packages not yet begun included.
   * Unit: MB.
   */
  remainFlow: number;
  /** When the card will run out, packages not yet begun included. */
  expectedEndDate: string;
  /**
   * Lock by the IMEI pool.
   * Values: {@link ImeiPoolStatus}.
   */
  imeiPoolStatus: ImeiPoolStatus;
  /** How often the card has been unlocked from the IMEI pool. */
  imeiPoolUnlockCount: number;
  /**
   * Membership in an IMEI pool.
   * Values: {@link ImeiPoolMembership}.
   */
  isIMEIPool: ImeiPoolMembership;
  /** Network in use, in the words of `cards.switchNetwork`. */
  network: string;
  /**
   * Data used since the beginning. The platform calls it inaccurate for the time being.
   * Unit: MB.
   */
  totalUseFlow: number;
  /** Short code of the package in use. */
  packageCode: string;
  /**
   * What limits the package in use.
   * Values: {@link PackageKind}.
   */
  packageKind: PackageKind;
  /** Order of the package in use. */
  orderId: number;
  /**
   * Data of the package in use. The unit is inferred.
   * Unit: MB.
   */
  flowTotal: number;
  /**
   * Data left of the package in use. The unit is inferred.
   * Unit: MB.
   */
  flowRemain: number;
  /**
   * What limits the package in use, numbered as in orders.
   * Values: {@link PackageType}.
   */
  packageType: PackageType;
  /** The platform's name of the package in use. */
  packageName: string;
  /** The shop's name of the package in use; may be empty. */
  gzhPackageName: string;
  /** IMEI of the device. */
  imei: string;
}

/**
 * A cloud eSIM as the list shows it. Dates are `yyyy-MM-dd HH:mm:ss` or the day alone; their time zone is not documented
 * and looks like UTC+8.
 */
export interface ListedCloudEsim {
  /** EID of the cloud eSIM. */
  eid: string;
  /** First activation. */
  activateDate?: string;
  /**
   * State of the card.
   * Values: {@link CardStatus}.
   */
  cardStatus: CardStatus;
  /**
   * Data left of the current package.
   * Unit: bytes.
   */
  currentPkgRemainBytes: number;
  /**
   * Data used of the current package.
   * Unit: bytes.
   */
  currentPkgUsedBytes: number;
  /**
   * Data of the current package.
   * Unit: bytes.
   */
  currentPkgTotalBytes: number;
  /**
   * All data, packages not yet begun included.
   * Unit: bytes.
   */
  totalFlowBytes: number;
  /**
   * All data left, packages not yet begun included.
   * Unit: bytes.
   */
  remainFlowBytes: number;
  /** When it will run out, packages not yet begun included. */
  expectedEndDate?: string;
  /** Code of the product. */
  productCode: string;
  /** End of the current package. */
  packageEndDate?: string;
  /** Code of the package. */
  packageCode: string;
  /**
   * What limits the package.
   * Values: {@link PackageType}.
   */
  packageType: PackageType;
  /** The platform's name of the package. */
  packageName: string;
}

/** Networks of a card. */
export interface NetworkOptions {
  /** Names of the networks. */
  operators: string[];
  /** The network in use; missing from the platform's own example. */
  network?: string;
}

/**
 * Orders a package for a card and pays for it from the account's balance. A main package takes
 * effect at once; the platform speaks of others that begin next month, and has no parameter for it. A second order with the same `outTradeNo` is refused (42002).
 */
export interface OrderPackage {
  /** ICCID of the card. */
  iccid: string;
  /** Code of the package, from `packages.listForCard`. */
  packageCode: string;
  /**
   * Your own number for this order, unique in the account: what makes a repeat safe.
   * Made for you where you give none; the result and every error tell it.
   * Limit: at most 32 characters.
   */
  outTradeNo?: string | undefined;
  /**
   * Whether it renews itself.
   * Values: {@link Flag}.
   * Not in the platform's published description: known from another integration.
   */
  renew?: Flag | undefined;
}

/** A package that was added to a cloud eSIM. */
export interface OrderedCloudEsimPackage {
  /** EID of the cloud eSIM. */
  eid: string;
  /** The platform's id of the cloud eSIM order. */
  eshopOrderId: number;
  /** The platform's name of the package. */
  packageName: string;
  /** Code of the package. */
  packageCode: string;
  /**
   * Where the package is in its life.
   * Values: {@link PackageState}.
   */
  state: PackageState;
  /** The shop's name of the package; may be empty. */
  gzhPackageName: string;
  /**
   * What limits the package.
   * Values: {@link PackageType}.
   */
  packageType: PackageType;
  /** When it was ordered. */
  createDate: string;
  /** Your own number, for orders placed through the API. */
  outTradeNo?: string;
  /** Of a package moved from another cloud eSIM: that one. */
  fromEid?: string;
  /** Of a package moved from another: its order there. */
  fromOrderId?: number;
  /**
   * How it was bought; missing from the platform's own example.
   * Values: {@link SalesChannel}.
   */
  salesChannel?: SalesChannel;
  /** The user's id in the customer's allow-list login, at most 125 characters. */
  customData?: string;
}

/**
 * A package that was added to a card. Dates are `yyyy-MM-dd HH:mm:ss`, by the platform's
 * examples in UTC+8.
 */
export interface OrderedPackage {
  /** ICCID of the card. */
  iccid: string;
  /** The platform's order id. */
  orderId: number;
  /** The platform's name of the package. */
  packageName: string;
  /** Code of the package. */
  packageCode: string;
  /**
   * Where the package is in its life.
   * Values: {@link PackageState}.
   */
  state: PackageState;
  /** The shop's name of the package; may be empty. */
  gzhPackageName: string;
  /**
   * What limits the package.
   * Values: {@link PackageType}.
   */
  packageType: PackageType;
  /** When it was ordered. */
  createDate: string;
  /** Your own number, for orders placed through the API. */
  outTradeNo?: string;
  /** Of a package moved from another card: that card. */
  fromIccid?: string;
  /** Of a package moved from another card: its order there. */
  fromOrderId?: number;
  /**
   * How it was bought; missing from the platform's own example.
   * Values: {@link SalesChannel}.
   */
  salesChannel?: SalesChannel;
  /** The user's id in the customer's allow-list login, at most 125 characters. */
  customData?: string;
}

/** A package. Its price is not told here. */
export interface Package {
  /** Code of the package. */
  packageCode: string;
  /** The platform's name of the package. */
  packageName: string;
  /**
   * What limits the package.
   * Values: {@link PackageType}.
   */
  packageType: PackageType;
  /**
   * Data volume; 1 GB is 1024 MB.
   * Unit: MB.
   */
  flowSize: number;
  /** Validity, in units of `periodType`. */
  periodSize: number;
  /**
   * Unit of the validity.
   * Values: {@link PeriodType}.
   */
  periodType: PeriodType;
  /** Where it works. */
  zone: PackageZone;
}

/** A country and its networks. */
export interface PackageCountry {
  /** The name. */
  name?: string;
  /** Names of the networks. */
  operators?: PackageNetwork[];
}

/** A network. */
export interface PackageNetwork {
  /** The name. */
  name: string;
  /** Radio technology, such as `4G`. */
  networkType: string;
}

/** A package that can be ordered. */
export interface PackageOffer {
  /**
   * The operator.
   * Values: {@link Operator}.
   */
  operator: Operator;
  /** Code to order it by. */
  packageCode: string;
  /** The platform's name. */
  packageName: string;
  /** Code of the product it belongs to. */
  productCode: string;
  /**
   * The customer's base price. 0 in every example of the platform: do not read it as free.
   * Unit: major currency unit, currency not given.
   */
  price: number;
  /**
   * What limits it.
   * Values: {@link PackageType}.
   */
  packageType: PackageType;
  /**
   * The shop's price.
   * Unit: major currency unit, currency not given.
   */
  gzhPrice: number;
  /** The shop's name. */
  gzhPackageName: string;
  /**
   * Whether the shop offers it.
   * Values: {@link ShopStatus}.
   */
  gzhStatus: ShopStatus;
  /**
   * Data volume; 1 GB is 1024 MB.
   * Unit: MB.
   */
  flowSize: number;
  /** Validity, in units of `periodType`. */
  periodSize: number;
  /**
   * Unit of the validity.
   * Values: {@link PeriodType}.
   */
  periodType: PeriodType;
}

/** A placed order. */
export interface PackageOrder {
  /** The platform's number of the API order, 32 hexadecimal digits. */
  orderNumber: string;
  /** The platform's order id. Other operations take it as a string. */
  orderId: number;
}

/**
 * A package order. -9 as `state` occurs in the platform's examples and is not documented; its rows look like
 * packages ended before their time. Dates are `yyyy-MM-dd HH:mm:ss`; their time zone is not documented and
 * looks like UTC+8.
 */
export interface PackageOrderDetails {
  /** The platform's number of the API order. */
  orderNumber: string;
  /** Your own number for the order, unique in the account. */
  outTradeNo?: string;
  /** The platform's name of the package. */
  packageName: string;
  /** Code of the package. */
  packageCode: string;
  /** ICCID of the card. */
  iccid: string;
  /**
   * Where the package is in its life.
   * Values: {@link PackageState}.
   */
  state: PackageState;
  /**
   * The price.
   * Unit: major currency unit of `currency`.
   */
  price: number;
  /** The currency, such as `USD`. */
  currency: string;
  /** When it was ordered. */
  createDate: string;
  /** When it takes effect; may be empty. */
  startDate: string;
  /** When it ends; may be empty. */
  endDate: string;
  /**
   * Data of the package. The unit is inferred.
   * Unit: MB.
   */
  flowTotal: number;
  /**
   * Data left. The unit is inferred.
   * Unit: MB.
   */
  flowRemain: number;
  /** The shop's name of the package; may be empty. */
  gzhPackageName: string;
  /** Validity, in units of `periodType`. */
  totalActive: number;
  /**
   * Whether it renews itself.
   * Values: {@link Flag}.
   */
  renew: Flag;
  /**
   * What limits the package.
   * Values: {@link PackageType}.
   */
  packageType: PackageType;
  /**
   * Whether it was refunded.
   * Values: {@link Flag}.
   */
  isRefund: Flag;
  /**
   * Unit of the validity.
   * Values: {@link PeriodType}.
   */
  periodType: PeriodType;
}

/** One page of a card's package orders. */
export interface PackageOrderPage {
  /** The rows. */
  data: PackageOrderRecord[];
  /** How many orders there are. */
  total: number;
}

/** A package order of a card. Dates are `yyyy-MM-dd HH:mm:ss`; their time zone is not documented and looks like UTC+8. */
export interface PackageOrderRecord {
  /** The platform's order id. */
  orderId: number;
  /** The platform's name of the package. */
  packageName: string;
  /** Code of the package. */
  packageCode: string;
  /** ICCID of the card. */
  iccid: string;
  /**
   * Where the package is in its life.
   * Values: {@link PackageState}.
   */
  state: PackageState;
  /**
   * The price.
   * Unit: major currency unit of `currency`.
   */
  price: number;
  /** The currency, such as `USD`. */
  currency: string;
  /** When it was ordered. */
  createDate: string;
  /** When the row last changed. */
  updateDate: string;
  /** When it takes effect; may be empty. */
  startDate: string;
  /** When it ends, or ended before its time; not to the second its start and its validity. May be empty. */
  endDate: string;
  /**
   * Data of the package. The unit is inferred.
   * Unit: MB.
   */
  flowTotal: number;
  /**
   * Data left. The unit is inferred.
   * Unit: MB.
   */
  flowRemain: number;
  /**
   * Data used.
   * Unit: bytes.
   */
  flowUsageBytes: number;
  /** The shop's name of the package; may be empty. */
  gzhPackageName: string;
  /** Validity, in units of `periodType`. */
  totalActive: number;
  /**
   * Whether it is a renewal.
   * Values: {@link Flag}.
   */
  renew: Flag;
  /**
   * What limits the package.
   * Values: {@link PackageType}.
   */
  packageType: PackageType;
  /**
   * Whether it was refunded.
   * Values: {@link Flag}.
   */
  isRefund: Flag;
  /**
   * Unit of the validity.
   * Values: {@link PeriodType}.
   */
  periodType: PeriodType;
  /** Your own number; missing for orders not placed through the API. */
  outTradeNo?: string;
}

/** State of a package order. */
export interface PackageOrderStatus {
  /**
   * The state.
   * Values: {@link PackageOrderState}.
   */
  status: PackageOrderState;
}

/** An amount: as decimal text in major units, and whole in cents. */
export interface PackageRefundAmount {
  /**
   * The amount.
   * Unit: major currency unit.
   */
  amount: string;
  /**
   * The amount as a whole number.
   * Unit: cents (JPY: yen).
   */
  amount_int: number;
  /** The currency, such as `USD`. */
  currency: string;
}

/** Where the package works. */
export interface PackageZone {
  /** The name. */
  name: string;
  /** The countries. */
  countries: PackageCountry[];
}

/** A data pool. */
export interface Pool {
  /** Id of the data pool. 0 means no pool. */
  pool_object_id: number;
  /** How many cards fit. */
  pool_lines: number;
  /** How many cards are in it. */
  used_pool_lines: number;
  /**
   * Data of the pool.
   * Unit: bytes.
   */
  total: number;
  /**
   * Data left.
   * Unit: bytes.
   */
  remain: number;
  /**
   * Validity.
   * Unit: days.
   */
  total_active: number;
  /**
   * Days left.
   * Unit: days.
   */
  available_days: number;
  /**
   * When it ends.
   * Unit: Unix seconds.
   */
  expire_timestamp: number;
  /**
   * Its state.
   * Values: {@link PoolStatus}.
   */
  status: PoolStatus;
  /**
   * When it was created.
   * Unit: Unix seconds.
   */
  create_at: number;
  /** Note of your own. */
  memo: string;
}

/** A card of a pool. */
export interface PoolCard {
  /** ICCID of the card. */
  iccid: string;
  /**
   * When it was created.
   * Unit: Unix seconds.
   */
  create_at: number;
}

/** Cards of a pool. */
export interface PoolCards {
  /** The rows. */
  list: PoolCard[];
}

/** The pool of a card. */
export interface PoolOfCard {
  /** Id of the data pool. 0 means no pool. */
  pool_object_id: number;
}

/** A pool package. */
export interface PoolPackage {
  /** Code of the pool package. */
  pool_type_code: string;
  /** How many cards fit. */
  pool_lines: number;
  /**
   * Validity.
   * Unit: days.
   */
  total_active: number;
  /**
   * Data volume.
   * Unit: bytes.
   */
  total_data: number;
}

/** Pool packages. */
export interface PoolPackages {
  /** The rows. */
  list: PoolPackage[];
}

/** A subscription. */
export interface PoolRecord {
  /** Id of the record. */
  pool_record_id: number;
  /** The platform's number of the subscription. */
  order_no: string;
  /** Your own number; may be missing for orders not placed through the API. */
  out_trade_no?: string;
  /** Code of the pool package. */
  pool_type_code: string;
  /**
   * State of the subscription.
   * Values: {@link PoolRecordState}.
   */
  status_code: PoolRecordState;
  /**
   * When it ends.
   * Unit: Unix seconds.
   */
  expire_timestamp: number;
  /**
   * When it took effect; what it holds before that is not documented.
   * Unit: Unix seconds.
   */
  active_timestamp: number;
  /**
   * Data of the subscription.
   * Unit: bytes.
   */
  total: number;
  /**
   * Described as data left, named as data used: compare with `total` before you rely on it.
   * Unit: bytes.
   */
  used: number;
  /**
   * When it was created.
   * Unit: Unix seconds.
   */
  create_at: number;
}

/** One page of subscriptions. */
export interface PoolRecords {
  /** The rows. */
  list: PoolRecord[];
}

/** A placed subscription. */
export interface PoolSubscription {
  /** The platform's number of the subscription. */
  order_no: string;
}

/** Data pools. */
export interface Pools {
  /** The rows. */
  list: Pool[];
}

/** A package of a product. The platform promises little but the zone. */
export interface ProductPackage {
  /** Code of the package. */
  packageCode?: string;
  /** The platform's name of the package. */
  packageName?: string;
  /**
   * The price.
   * Unit: US cents.
   */
  price?: number;
  /**
   * What limits the package.
   * Values: {@link PackageType}.
   */
  packageType?: PackageType;
  /**
   * Data volume; 1 GB is 1024 MB.
   * Unit: MB.
   */
  flowSize?: number;
  /** Validity, in units of `periodType`. */
  periodSize?: number;
  /**
   * Unit of the validity.
   * Values: {@link PeriodType}.
   */
  periodType?: PeriodType;
  /** Where it works. */
  zone: SalesZone;
}

/** Packages of a product. */
export interface ProductPackages {
  /** The rows. */
  list: ProductPackage[];
}

/** A profit. Its amounts come as JSON numbers in two currencies. */
export interface Profit {
  /** Id of the row. */
  id: number;
  /** ICCID of the card. */
  iccid: string;
  /**
   * The operator.
   * Values: {@link Operator}.
   */
  platformId: Operator;
  /** The platform's order id. */
  orderId: number;
  /** Currency of `actualPrice`. */
  payCurrency: string;
  /**
   * What was paid.
   * Unit: major currency unit of payCurrency.
   */
  actualPrice: number;
  /** Currency of the other amounts. */
  settleCurrency: string;
  /**
   * Income.
   * Unit: major currency unit of settleCurrency.
   */
  incomeMoney: number;
  /**
   * Own profit.
   * Unit: major currency unit of settleCurrency.
   */
  actualProfit: number;
  /**
   * Profit of sub-accounts.
   * Unit: major currency unit of settleCurrency.
   */
  childProfit: number;
  /** Company of the customer. */
  company: string;
  /**
   * Whether it was earned or deducted.
   * Values: {@link ProfitKind}.
   */
  type: ProfitKind;
  /** When it arose, `yyyy-MM-dd HH:mm:ss`. */
  createDate: string;
  /** Remark. */
  mem: string;
  /** Name of the package as the customer sees it. */
  packageUserName: string;
  /** Code of the package. */
  packageCode: string;
  /** Rate of exchange; missing from the platform's own examples. */
  payRate?: string;
  /**
   * Whether it renews itself.
   * Values: {@link Flag}.
   */
  renew: Flag;
}

/** One page of profits. */
export interface ProfitPage {
  /** How many rows there are. The platform describes it as pages; by its example it is rows. */
  total: number;
  /** The rows. */
  data: Profit[];
}

/**
 * Buys a package for a cloud eSIM. A lost answer cannot be looked up by your own number: compare packages and times
 * with `cloudEsim.listOrders`, or wait for the event `CloudESimSubPkgList`.
 */
export interface PurchaseCloudEsimPackage {
  /** EID of the cloud eSIM. */
  eid: string;
  /**
   * Your own number for the order, unique in the account.
   * Made for you where you give none; the result and every error tell it.
   * Limit: at most 32 characters.
   */
  outTradeNo?: string | undefined;
  /** Code of the package. */
  packageCode: string;
  /**
   * Whether it renews itself.
   * Values: {@link Flag}.
   * Not in the platform's published description: known from another integration.
   */
  renew?: Flag | undefined;
}

/** Buys an eSIM. A lost answer cannot be looked up: no operation finds an eSIM order by your own number, so keep `orderId`. */
export interface PurchaseEsim {
  /**
   * Code of the goods, from `esim.listGoods`.
   * Limit: at most 255 characters.
   */
  eSIMGoodsCode: string;
  /**
   * Your own number for the order, unique in the account.
   * Made for you where you give none; the result and every error tell it.
   * Limit: at most 32 characters.
   */
  outTradeNo?: string | undefined;
}

/** A bought eSIM. ICCID and activation code may come later, by `esim.orderStatus`. */
export interface PurchasedEsim {
  /** The platform's order id. */
  orderId: string;
  /** ICCID of the card. */
  iccid?: string;
  /** Activation code to install the eSIM with; empty while the order is being processed. */
  activationCode?: string;
}

/** Reads the state of up to 100 tasks. No documented operation returns a task id. */
export interface QueryTasks {
  /**
   * Ids of the tasks, at most 100.
   * Limit: 100 items in one call; more are sent in several.
   */
  ids: string | readonly (string | number)[];
}

/** Sums the traffic of cards over days or a month; not in real time, and only cards that had any. Day boundaries are not documented. */
export interface QueryTraffic {
  /**
   * Whether days or months are asked for.
   * Values: {@link DateKind}.
   */
  dateType: DateKind;
  /** ICCIDs of the cards. */
  iccids: string | readonly (string | number)[];
  /**
   * First day, `yyyy-MM-dd`; needed for `daily`.
   * Limit: a day, as `yyyy-MM-dd`.
   */
  startDate?: string | undefined;
  /**
   * Last day, `yyyy-MM-dd`; needed for `daily`.
   * Limit: a day, as `yyyy-MM-dd`.
   */
  endDate?: string | undefined;
  /**
   * Month, `yyyy-MM`; needed for `monthly`.
   * Limit: a month, as `yyyy-MM`.
   */
  month?: string | undefined;
}

/** Asks for a card's data anew. Deprecated by the platform since 2025-10-22: use `cards.refreshUsage`. */
export interface RefreshCard {
  /** ICCID of the card. */
  iccid: string;
}

/** Asks for a card's usage anew; at most once in five minutes (44001), and not from scheduled jobs. */
export interface RefreshCardUsage {
  /** ICCID of the card. */
  iccid: string;
}

/** Asks for the usage anew. No limit is stated; assume once in five minutes as for cards. */
export interface RefreshCloudEsimUsage {
  /** EID of the cloud eSIM. */
  eid: string;
}

/** Refunds an order. The amount comes with the `CloudESimRefund` notification. Give `eshopOrderId`. */
export interface RefundCloudEsimPackage {
  /**
   * The platform's order id.
   * @deprecated Use `eshopOrderId`.
   */
  orderId?: number | string | undefined;
  /** The platform's id of the cloud eSIM order. */
  eshopOrderId?: number | undefined;
  /** Why it is refunded. */
  remark: string;
}

/** Refunds an eSIM order. No notification tells the amount. */
export interface RefundEsim {
  /** The platform's order id. */
  orderId: number | string;
  /** Why it is refunded. */
  remark: string;
}

/**
 * Refunds a package. In full within 24 hours of the purchase; afterwards the smaller of the
 * unused share of days and the unused share of data, rounded down to the currency's smallest
 * unit. The amount is known only from the `Refund` notification.
 */
export interface RefundPackage {
  /** ICCID of the card. */
  iccid: string;
  /** The platform's order id. */
  orderId: number | string;
  /**
   * Why it is refunded.
   * Limit: at most 200 characters.
   */
  remark: string;
}

/** Takes cards out of a pool. Partial success does not show: check with `pools.listCards`. */
export interface RemovePoolCards {
  /** Id of the data pool. 0 means no pool. */
  pool_object_id: number | string;
  /** ICCIDs of the cards. */
  iccid_arr: string | readonly (string | number)[];
}

/** Resets up to 100 cards. No task id is returned: the outcome shows in the platform's console only. */
export interface ResetCards {
  /**
   * ICCIDs of the cards, at most 100.
   * Limit: 100 items in one call; more are sent in several.
   */
  iccids: string | readonly (string | number)[];
}

/** A country and its networks. */
export interface SalesCountry {
  /** The name. */
  name: string;
  /** Address of a picture. */
  img: string;
  /** Names of the networks. */
  operators: SalesNetwork[];
}

/** A network. */
export interface SalesNetwork {
  /** The name. */
  name: string;
  /** Radio technology, such as `4G`. */
  networkType: string;
}

/** Where the package works. */
export interface SalesZone {
  /** The name. */
  name: string;
  /** Address of a picture. */
  img: string;
  /** The countries. */
  countries: SalesCountry[];
}

/** Sends a text message to a card. No operation tells whether it arrived. */
export interface SendSms {
  /**
   * Text of the message, at most 300 characters. How it is cut and encoded is not documented.
   * Limit: at most 300 characters.
   */
  message: string;
  /** ICCID of the card. */
  iccid: string;
}

/** A message that was taken. */
export interface SentSms {
  /** Id of the message. */
  trans_id: string;
}

/**
 * Subscribes a pool to a pool package. Its price is told nowhere. A lost answer is looked up by your own number with
 * `pools.listRecords`.
 */
export interface SubscribePool {
  /** Id of the data pool. 0 means no pool. */
  pool_object_id: number | string;
  /** Code of the pool package. */
  pool_type_code: string;
  /**
   * Your own number for the subscription, unique in the account.
   * Made for you where you give none; the result and every error tell it.
   * Limit: at most 32 characters.
   */
  out_trade_no?: string | undefined;
}

/** Switches a card to another network. Give `imsi` or `iccid`. May be refused when the network is not offered to the card. */
export interface SwitchNetwork {
  /** IMSI of the card. */
  imsi?: string | undefined;
  /** ICCID of the card. */
  iccid?: string | undefined;
  /**
   * The network.
   * Values: {@link NetworkChoice}.
   */
  network: NetworkChoice;
}

/** A card and its new product. */
export interface SwitchedCard {
  /** ICCID of the card. */
  iccid: string;
  /** Code of the product. */
  productCode: string;
}

/** A cloud eSIM and its new product. */
export interface SwitchedCloudEsim {
  /** EID of the cloud eSIM. */
  eid: string;
  /** Code of the product. */
  productCode: string;
}

/** A task. */
export interface Task {
  /** Id of the task. */
  id: string;
  /**
   * Its state.
   * Values: {@link TaskStatus}.
   */
  status: TaskStatus;
  /** What came of it. */
  result: string;
}

/** Moves a package from one card to another. There is no number of your own and no way to ask for the outcome: it comes as a `SubPkgList` notification. */
export interface TransferCardPackage {
  /** Card the package is on now. */
  oldIccid: string;
  /** The platform's order id. It wins over `orderNumber` should they differ, though both are required. */
  orderId: number | string;
  /** The platform's number of the API order. */
  orderNumber: string;
  /** Card the package moves to. */
  newIccid: string;
  /** Note of your own. */
  memo?: string | undefined;
}

/**
 * Moves a package from one cloud eSIM to another. There is no number of your own and no way to ask for the outcome:
 * it comes as a `CloudESimSubPkgList` notification.
 */
export interface TransferCloudEsimPackage {
  /** Cloud eSIM the package is on now. */
  oldEid: string;
  /** Order of the package on the old cloud eSIM. */
  oldEshopOrderId: number;
  /** Cloud eSIM the package moves to. */
  newEid: string;
  /** Note of your own. */
  memo?: string | undefined;
}

/** The moved package. */
export interface TransferredCloudEsimPackage {
  /** Code of the package on the new card. */
  newPkgCode: string;
  /** Order of the package on the new cloud eSIM. */
  newEshopOrderId: number;
}

/** The moved package. The new order has no `orderNumber` here. */
export interface TransferredPackage {
  /** Code of the package on the new card. */
  newPkgCode: string;
  /** Order of the package on the new card. */
  newOrderId: number;
}

/** Unbinds a card from its device. */
export interface UnbindDevice {
  /** ICCID of the card. */
  iccid: string;
}

/** Unlocks a cloud eSIM. */
export interface UnlockCloudEsim {
  /** EID of the cloud eSIM. */
  eid: string;
}

/** Unlocks a card that its IMEI pool has locked. Too many unlocks are refused (45102, 45103). */
export interface UnlockImei {
  /** ICCID of the card. */
  iccid: string;
}

/** Cancels a subscription. Give `order_no` or `out_trade_no`. */
export interface UnsubscribePool {
  /** Id of the data pool. 0 means no pool. */
  pool_object_id: number | string;
  /** The platform's number of the subscription. */
  order_no?: string | undefined;
  /**
   * Your own number for the subscription, unique in the account.
   * Limit: at most 32 characters.
   */
  out_trade_no?: string | undefined;
}

/** What every notification carries. */
export interface NotificationEnvelope {
  /** The platform's id of this notification; the same for every repeat of it. */
  id: string;
  /** When it was signed. Unit: Unix seconds. */
  timestamp: number;
  /** Five random digits; a string in two events. */
  nonce: number | string;
  /** The signature that was found right. */
  sign: string;
}

/**
 * Packages were added to cards; one notification can carry several cards.
 * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/124594751e0.md
 */
export interface SubPkgListNotification extends NotificationEnvelope {
  event: "SubPkgList";
  /** The packages. Sent as a string of JSON, handed over decoded. */
  data: OrderedPackage[];
}

/**
 * A package took effect.
 * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/408551021e0.md
 */
export interface PkgEffectiveNotification extends NotificationEnvelope {
  event: "PkgEffective";
  /** The package. Sent as a string of JSON, handed over decoded. */
  data: EffectivePackage;
}

/**
 * A package was refunded. Which package, tells `PkgQuantityList` or the order.
 * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/142538990e0.md
 */
export interface RefundNotification extends NotificationEnvelope {
  event: "Refund";
  /** ICCID of the card. */
  iccid: string;
  /** The platform's order id. */
  orderId: number;
  /**
   * Your own number; empty or missing for orders not placed through the API, though listed
   * as required.
   */
  outTradeNo?: string;
  /**
   * What was paid, two decimals; missing from the platform's own example.
   * Unit: major currency unit, currency not given.
   */
  orderAmount?: string;
  /**
   * What is paid back, two decimals; missing from the platform's own example.
   * Unit: major currency unit, currency not given.
   */
  refundAmount?: string;
}

/**
 * A card is running low.
 * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/102168712e0.md
 */
export interface FlowAlertNotification extends NotificationEnvelope {
  event: "FlowAlert";
  /** ICCID of the card. */
  iccid: string;
  /**
   * What is running low.
   * Values: {@link AlertType}.
   */
  alert_type: AlertType;
  /**
   * The value that set it off.
   * Unit: depends on alert_type: 1 MB, 2 percent, 3 days.
   */
  alert_value: string;
}

/**
 * A card is offline: no package is left.
 * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/180590250e0.md
 */
export interface CardStoppedNotification extends NotificationEnvelope {
  event: "CardStopped";
  /** ICCID of the card. */
  iccid: string;
}

/**
 * Packages came to their end: used up, expired or refunded. Of a refund `Refund` tells too, before or after.
 * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/180586043e0.md
 */
export interface PkgQuantityListNotification extends NotificationEnvelope {
  event: "PkgQuantityList";
  /** What it is about. Sent as a string of JSON, handed over decoded. */
  data: EndedPackage[];
}

/**
 * Cards were moved to another product.
 * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/142414405e0.md
 */
export interface SwitchProductNotification extends NotificationEnvelope {
  event: "SwitchProduct";
  /** What it is about. Sent as a string of JSON, handed over decoded. */
  data: SwitchedCard[];
}

/**
 * A card was locked by its IMEI pool.
 * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/102037065e0.md
 */
export interface CardIMEILockedNotification extends NotificationEnvelope {
  event: "CardIMEILocked";
  /** ICCID of the card. */
  iccid: string;
}

/**
 * A card was unlocked from its IMEI pool.
 * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/102242209e0.md
 */
export interface IMEIUnLockNotification extends NotificationEnvelope {
  event: "IMEIUnLock";
  /** ICCID of the card. */
  iccid: string;
}

/**
 * A card was taken out of an IMEI pool.
 * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/248790646e0.md
 */
export interface CardMovedOutIMEIPoolNotification extends NotificationEnvelope {
  event: "CardMovedOutIMEIPool";
  /** ICCID of the card. */
  iccid: string;
  /** Id of the IMEI pool. */
  plockGroupId: number;
}

/**
 * A card was put into an IMEI pool.
 * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/248815912e0.md
 */
export interface CardMovedInIMEIPoolNotification extends NotificationEnvelope {
  event: "CardMovedInIMEIPool";
  /** ICCID of the card. */
  iccid: string;
  /** Id of the IMEI pool. */
  plockGroupId: number;
}

/**
 * A cloud eSIM was locked by its IMEI pool.
 * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/442815175e0.md
 */
export interface CloudESimLockedNotification extends NotificationEnvelope {
  event: "CloudESimLocked";
  /** EID of the cloud eSIM. */
  eid: string;
}

/**
 * A cloud eSIM was unlocked. The platform's own example of it carries the name `CloudESimLocked`.
 * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/442848780e0.md
 */
export interface CloudESimUnLockNotification extends NotificationEnvelope {
  event: "CloudESimUnLock";
  /** EID of the cloud eSIM. */
  eid: string;
}

/**
 * A cloud eSIM is running low.
 * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/441022831e0.md
 */
export interface CloudESimFlowAlertNotification extends NotificationEnvelope {
  event: "CloudESimFlowAlert";
  /** EID of the cloud eSIM. */
  eid: string;
  /**
   * What is running low.
   * Values: {@link AlertType}.
   */
  alert_type: AlertType;
  /**
   * The value that set it off.
   * Unit: depends on alert_type: 1 MB, 2 percent, 3 days.
   */
  alert_value: string;
}

/**
 * Packages were added to cloud eSIMs.
 * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/441022833e0.md
 */
export interface CloudESimSubPkgListNotification extends NotificationEnvelope {
  event: "CloudESimSubPkgList";
  /** What it is about. Sent as a string of JSON, handed over decoded. */
  data: OrderedCloudEsimPackage[];
}

/**
 * A package of a cloud eSIM took effect.
 * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/441022834e0.md
 */
export interface CloudESimPkgActivateNotification extends NotificationEnvelope {
  event: "CloudESimPkgActivate";
  /** What it is about. Sent as a string of JSON, handed over decoded. */
  data: ActivatedCloudEsimPackage;
}

/**
 * A package of a cloud eSIM was refunded.
 * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/441022836e0.md
 */
export interface CloudESimRefundNotification extends NotificationEnvelope {
  event: "CloudESimRefund";
  /** EID of the cloud eSIM. */
  eid: string;
  /** The platform's id of the cloud eSIM order. */
  eshopOrderId: number;
  /** Your own number for the order, unique in the account. */
  outTradeNo?: string;
  /**
   * What was paid, two decimals; missing from the platform's own example.
   * Unit: major currency unit, currency not given.
   */
  orderAmount?: string;
  /**
   * What is paid back, two decimals; missing from the platform's own example.
   * Unit: major currency unit, currency not given.
   */
  refundAmount?: string;
}

/**
 * Packages of cloud eSIMs came to their end: used up, expired or refunded. Of a refund `CloudESimRefund` tells too,
 * before or after.
 * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/441022837e0.md
 */
export interface CloudESimPkgDeactivateNotification extends NotificationEnvelope {
  event: "CloudESimPkgDeactivate";
  /** What it is about. Sent as a string of JSON, handed over decoded. */
  data: EndedCloudEsimPackage[];
}

/**
 * A cloud eSIM has no further package.
 * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/441022838e0.md
 */
export interface CloudESimCardStoppedNotification extends NotificationEnvelope {
  event: "CloudESimCardStopped";
  /** EID of the cloud eSIM. */
  eid: string;
}

/**
 * Cloud eSIMs were moved to another product.
 * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/441022843e0.md
 */
export interface CloudESimSwitchProductNotification extends NotificationEnvelope {
  event: "CloudESimSwitchProduct";
  /** What it is about. Sent as a string of JSON, handed over decoded. */
  data: SwitchedCloudEsim[];
}

/** A notification whose event is documented. */
export type KnownNotification =
  | SubPkgListNotification
  | PkgEffectiveNotification
  | RefundNotification
  | FlowAlertNotification
  | CardStoppedNotification
  | PkgQuantityListNotification
  | SwitchProductNotification
  | CardIMEILockedNotification
  | IMEIUnLockNotification
  | CardMovedOutIMEIPoolNotification
  | CardMovedInIMEIPoolNotification
  | CloudESimLockedNotification
  | CloudESimUnLockNotification
  | CloudESimFlowAlertNotification
  | CloudESimSubPkgListNotification
  | CloudESimPkgActivateNotification
  | CloudESimRefundNotification
  | CloudESimPkgDeactivateNotification
  | CloudESimCardStoppedNotification
  | CloudESimSwitchProductNotification;

/** The names of the documented events. */
export type EventName = KnownNotification["event"];
