// Generated from the declarations in src/: change those instead.

import type { CallOptions, OrderMethod, PagedMethod } from "../client/method.js";
import type * as types from "./types.js";

/** SIM cards: what there is, what state it is in, and what can be done with it. */
export interface Cards {
  /**
   * Lists the account's cards, 500 a page unless asked otherwise.
   * Changes nothing. Retried if the response is lost.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/63600562e0.md
   */
  list: PagedMethod<types.ListCards, types.CardPage, types.ListedCard>;
  /**
   * Reads one card with its usage.
   * Changes nothing. Retried if the response is lost.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/63600559e0.md
   */
  get(params: types.GetCard, options?: CallOptions): Promise<types.Card | null>;
  /**
   * Asks for a card's data anew.
   * Not idempotent. Never retried automatically.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/63600564e0.md
   * @deprecated By the platform since 2025-10-22: use `cards.refreshUsage`.
   */
  refresh(params: types.RefreshCard, options?: CallOptions): Promise<undefined>;
  /**
   * Lists the cards that have a warning, 500 on a page.
   * Changes nothing. Retried if the response is lost.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/63600566e0.md
   */
  listWarnings: PagedMethod<types.ListCardWarnings, types.CardWarningPage, types.CardWarning>;
  /**
   * Counts the account's cards by state.
   * Changes nothing. Retried if the response is lost.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/63600568e0.md
   */
  count(params?: types.CountCards, options?: CallOptions): Promise<types.CardCounts>;
  /**
   * Tells which networks a card can be switched to.
   * Changes nothing. Retried if the response is lost.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/115661142e0.md
   */
  networkOptions(params: types.GetNetworkOptions, options?: CallOptions): Promise<types.NetworkOptions>;
  /**
   * Switches a card to another network. Give `imsi` or `iccid`. May be refused when the network is not offered to the card.
   * Not idempotent. Never retried automatically.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/69975231e0.md
   */
  switchNetwork(params: types.SwitchNetwork, options?: CallOptions): Promise<undefined>;
  /**
   * Unlocks a card that its IMEI pool has locked. Too many unlocks are refused (45102, 45103).
   * Not idempotent. Never retried automatically.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/101613502e0.md
   */
  unlockImei(params: types.UnlockImei, options?: CallOptions): Promise<types.ImeiUnlocked>;
  /**
   * Adds an IMEI to an IMEI pool.
   * Not idempotent. Never retried automatically.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/107367410e0.md
   */
  addImeiToPool(params: types.AddImeiToPool, options?: CallOptions): Promise<Record<string, unknown> | undefined>;
  /**
   * Tells the product a card belongs to.
   * Changes nothing. Retried if the response is lost.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/261201381e0.md
   */
  product(params: types.GetCardProduct, options?: CallOptions): Promise<types.CardProduct>;
  /**
   * Binds a card to a device.
   * Not idempotent. Never retried automatically.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/337198418e0.md
   */
  bindDevice(params: types.BindDevice, options?: CallOptions): Promise<undefined>;
  /**
   * Unbinds a card from its device.
   * Not idempotent. Never retried automatically.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/337222973e0.md
   */
  unbindDevice(params: types.UnbindDevice, options?: CallOptions): Promise<undefined>;
  /**
   * Moves a package from one card to another. There is no number of your own and no way to ask for the outcome: it comes as a `SubPkgList` notification.
   * Not idempotent. Never retried automatically. If the response is lost, the client looks up the outcome with `packages.listOrders`.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/337444569e0.md
   */
  transferPackage(params: types.TransferCardPackage, options?: CallOptions): Promise<types.TransferredPackage>;
  /**
   * Asks for a card's usage anew; at most once in five minutes (44001), and not from scheduled jobs.
   * Not idempotent. Never retried automatically.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/364764868e0.md
   */
  refreshUsage(params: types.RefreshCardUsage, options?: CallOptions): Promise<undefined>;
  /**
   * Ends the data session of a card, so that it registers anew; at most once in five minutes (44001).
   * Not idempotent. Never retried automatically.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/364767281e0.md
   */
  cancelSession(params: types.CancelCardSession, options?: CallOptions): Promise<undefined>;
  /**
   * Resets up to 100 cards. No task id is returned: the outcome shows in the platform's console only.
   * Not idempotent. Never retried automatically.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/414346978e0.md
   */
  reset(params: types.ResetCards, options?: CallOptions): Promise<undefined>;
  /**
   * Adds cards to an IMEI pool.
   * Not idempotent. Never retried automatically.
   * Not in the platform's published description: known from another integration.
   */
  addIccidsToPool(params: types.AddIccidsToPool, options?: CallOptions): Promise<unknown>;
}

/** Packages of SIM cards: what can be ordered, orders, refunds. */
export interface Packages {
  /**
   * Lists the packages that a card can order.
   * Changes nothing. Retried if the response is lost.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/63600561e0.md
   */
  listForCard(params: types.ListPackagesForCard, options?: CallOptions): Promise<types.PackageOffer[]>;
  /**
   * Orders a package for a card and pays for it from the account's balance. A main package takes
   * effect at once; the platform speaks of others that begin next month, and has no parameter for it. A second order with the same `outTradeNo` is refused (42002).
   * Executed once for each `outTradeNo`. Retried with it if the response is lost.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/63600569e0.md
   */
  order: OrderMethod<types.OrderPackage, types.PackageOrder, "outTradeNo">;
  /**
   * Reads the state of a package order.
   * Changes nothing. Retried if the response is lost.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/205632872e0.md
   */
  orderStatus(params: types.GetPackageOrderStatus, options?: CallOptions): Promise<types.PackageOrderStatus>;
  /**
   * Refunds a package. In full within 24 hours of the purchase; afterwards the smaller of the
   * unused share of days and the unused share of data, rounded down to the currency's smallest
   * unit. The amount is known only from the `Refund` notification.
   * Not idempotent. Never retried automatically. If the response is lost, the client looks up the outcome with `packages.orderStatus`.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/205572440e0.md
   */
  refund(params: types.RefundPackage, options?: CallOptions): Promise<Record<string, unknown>>;
  /**
   * Lists the packages that cards of a product can order. No operation lists products: codes come from cards, from
   * `cards.product` and from the event `SwitchProduct`.
   * Changes nothing. Retried if the response is lost.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/261214352e0.md
   */
  listForProduct(params: types.ListPackagesForProduct, options?: CallOptions): Promise<types.ProductPackages>;
  /**
   * Describes a package.
   * Changes nothing. Retried if the response is lost.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/306595386e0.md
   */
  get(params: types.GetPackage, options?: CallOptions): Promise<types.Package>;
  /**
   * Lists the package orders of a card. Resolves to `{ data, total }`: the platform puts `total`
   * beside the rows.
   * Changes nothing. Retried if the response is lost.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/63600563e0.md
   */
  listOrders: PagedMethod<types.ListPackageOrders, types.PackageOrderPage, types.PackageOrderRecord>;
  /**
   * Finds orders by the platform's numbers or by your own; give at least one list. How the filters combine is not documented: check the rows.
   * Changes nothing. Retried if the response is lost.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/326460738e0.md
   */
  orderDetails: PagedMethod<types.GetPackageOrderDetails, types.PackageOrderDetails[], types.PackageOrderDetails>;
  /**
   * Tells what a refund would pay back now. The platform states the rule differently on its pages; this is its own
   * answer, and what is paid in the end comes with the event `Refund`.
   * Changes nothing. Retried if the response is lost.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/125065703e0.md
   */
  refundAmount(params: types.GetPackageRefundAmount, options?: CallOptions): Promise<types.PackageRefundAmount>;
}

/** The account: its balance, its profits. */
export interface Account {
  /**
   * Reads the balance that orders are paid from.
   * Changes nothing. Retried if the response is lost.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/125457507e0.md
   */
  balance(params?: types.GetBalance, options?: CallOptions): Promise<types.Balance>;
  /**
   * Lists profits of orders, row by row.
   * Changes nothing. Retried if the response is lost.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/63600567e0.md
   */
  listProfits: PagedMethod<types.ListProfits, types.ProfitPage, types.Profit>;
}

/** Text messages to cards. */
export interface Sms {
  /**
   * Sends a text message to a card. No operation tells whether it arrived.
   * Not idempotent. Never retried automatically. If the response is lost, the client cannot look up the outcome: the call rejects with an `OutcomeUnknownError` that says what to do.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/116059424e0.md
   */
  send(params: types.SendSms, options?: CallOptions): Promise<types.SentSms>;
}

/** Tasks that take time. */
export interface Tasks {
  /**
   * Reads the state of up to 100 tasks. No documented operation returns a task id.
   * Changes nothing. Retried if the response is lost.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/435737012e0.md
   */
  query(params: types.QueryTasks, options?: CallOptions): Promise<types.Task[]>;
}

/** eSIM goods: buying, state, refunds. */
export interface Esim {
  /**
   * Lists the eSIM goods on offer.
   * Changes nothing. Retried if the response is lost.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/261293423e0.md
   */
  listGoods(params?: types.ListEsimGoods, options?: CallOptions): Promise<types.EsimGoodsList>;
  /**
   * Buys an eSIM. A lost answer cannot be looked up: no operation finds an eSIM order by your own number, so keep `orderId`.
   * Executed once for each `outTradeNo`. Retried with it if the response is lost.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/261353809e0.md
   */
  purchase: OrderMethod<types.PurchaseEsim, types.PurchasedEsim, "outTradeNo">;
  /**
   * Reads the state of an eSIM order.
   * Changes nothing. Retried if the response is lost.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/261839405e0.md
   */
  orderStatus(params: types.GetEsimOrderStatus, options?: CallOptions): Promise<types.EsimOrderStatus>;
  /**
   * Refunds an eSIM order. No notification tells the amount.
   * Not idempotent. Never retried automatically. If the response is lost, the client looks up the outcome with `esim.orderStatus`.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/261832528e0.md
   */
  refund(params: types.RefundEsim, options?: CallOptions): Promise<Record<string, unknown>>;
  /**
   * Tells what a refund would pay back now.
   * Changes nothing. Retried if the response is lost.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/268458591e0.md
   */
  refundAmount(params: types.GetEsimRefundAmount, options?: CallOptions): Promise<types.EsimRefundAmount>;
  /**
   * Installs a profile on an eSIM.
   * Not idempotent. Never retried automatically. If the response is lost, the client cannot look up the outcome: the call rejects with an `OutcomeUnknownError` that says what to do.
   * Not in the platform's published description: known from another integration.
   */
  install(params: types.InstallEsim, options?: CallOptions): Promise<unknown>;
}

/** Cloud eSIMs, by EID: packages, orders, refunds. Volumes are in bytes. */
export interface CloudEsim {
  /**
   * Lists the account's cloud eSIMs, 500 a page unless asked otherwise.
   * Changes nothing. Retried if the response is lost.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/359018946e0.md
   */
  list: PagedMethod<types.ListCloudEsims, types.CloudEsimPage, types.ListedCloudEsim>;
  /**
   * Reads one cloud eSIM.
   * Changes nothing. Retried if the response is lost.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/359350455e0.md
   */
  get(params: types.GetCloudEsim, options?: CallOptions): Promise<types.CloudEsim>;
  /**
   * Lists what a cloud eSIM can order. Prices are in US cents here and in major units in the records.
   * Changes nothing. Retried if the response is lost.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/359350544e0.md
   */
  listPackages(params: types.ListCloudEsimPackages, options?: CallOptions): Promise<types.CloudEsimOffers>;
  /**
   * Lists the orders of one cloud eSIM. Your own number is not among the fields.
   * Changes nothing. Retried if the response is lost.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/359350624e0.md
   */
  listOrders: PagedMethod<types.ListCloudEsimOrders, types.CloudEsimOrderPage, types.CloudEsimOrder>;
  /**
   * Asks for the usage anew. No limit is stated; assume once in five minutes as for cards.
   * Not idempotent. Never retried automatically.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/359350639e0.md
   */
  refreshUsage(params: types.RefreshCloudEsimUsage, options?: CallOptions): Promise<Record<string, unknown> | undefined>;
  /**
   * Ends the data session. No limit is stated; assume once in five minutes as for cards.
   * Not idempotent. Never retried automatically.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/366244994e0.md
   */
  cancelSession(params: types.CancelCloudEsimSession, options?: CallOptions): Promise<Record<string, unknown> | undefined>;
  /**
   * Buys a package for a cloud eSIM. A lost answer cannot be looked up by your own number: compare packages and times
   * with `cloudEsim.listOrders`, or wait for the event `CloudESimSubPkgList`.
   * Not idempotent as far as is documented: never retried. If the response is lost, the client looks the order up.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/359350773e0.md
   */
  purchase: OrderMethod<types.PurchaseCloudEsimPackage, types.CloudEsimPurchase, "outTradeNo">;
  /**
   * Reads the state of an order. Give `eshopOrderId`.
   * Changes nothing. Retried if the response is lost.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/359350785e0.md
   */
  orderStatus(params?: types.GetCloudEsimOrderStatus, options?: CallOptions): Promise<types.CloudEsimOrderStatus>;
  /**
   * Refunds an order. The amount comes with the `CloudESimRefund` notification. Give `eshopOrderId`.
   * Not idempotent. Never retried automatically. If the response is lost, the client looks up the outcome with `cloudEsim.orderStatus`.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/359350802e0.md
   */
  refund(params: types.RefundCloudEsimPackage, options?: CallOptions): Promise<Record<string, unknown>>;
  /**
   * Tells what a refund would pay back now. Give `eshopOrderId`.
   * Changes nothing. Retried if the response is lost.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/359350816e0.md
   */
  refundAmount(params?: types.GetCloudEsimRefundAmount, options?: CallOptions): Promise<types.CloudEsimRefundAmount>;
  /**
   * Moves a package from one cloud eSIM to another. There is no number of your own and no way to ask for the outcome:
   * it comes as a `CloudESimSubPkgList` notification.
   * Not idempotent. Never retried automatically. If the response is lost, the client looks up the outcome with `cloudEsim.listOrders`.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/439599592e0.md
   */
  transferPackage(params: types.TransferCloudEsimPackage, options?: CallOptions): Promise<types.TransferredCloudEsimPackage>;
  /**
   * Unlocks a cloud eSIM.
   * Not idempotent. Never retried automatically.
   * Not in the platform's published description: known from another integration.
   */
  unlock(params: types.UnlockCloudEsim, options?: CallOptions): Promise<unknown>;
}

/** Data pools that cards share. Volumes are in bytes, times in Unix seconds. */
export interface Pools {
  /**
   * Lists pool packages, all or those for a card or pool. Prices are not told.
   * Changes nothing. Retried if the response is lost.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/399122596e0.md
   */
  listPackages(params?: types.ListPoolPackages, options?: CallOptions): Promise<types.PoolPackages>;
  /**
   * Creates a data pool. It has no number of your own: after a lost answer, look through `pools.list`.
   * Not idempotent. Never retried automatically. If the response is lost and `memo` was given, the client looks up the outcome with `pools.list`.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/399122597e0.md
   */
  create(params: types.CreatePool, options?: CallOptions): Promise<types.CreatedPool>;
  /**
   * Lists the data pools.
   * Changes nothing. Retried if the response is lost.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/399122599e0.md
   */
  list(params?: types.ListPools, options?: CallOptions): Promise<types.Pools>;
  /**
   * Deletes a data pool.
   * Not idempotent. Never retried automatically.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/399122600e0.md
   */
  delete(params: types.DeletePool, options?: CallOptions): Promise<Record<string, unknown>>;
  /**
   * Subscribes a pool to a pool package. Its price is told nowhere. A lost answer is looked up by your own number with
   * `pools.listRecords`.
   * Executed once for each `out_trade_no`. Retried with it if the response is lost.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/399122601e0.md
   */
  subscribe: OrderMethod<types.SubscribePool, types.PoolSubscription, "out_trade_no">;
  /**
   * Cancels a subscription. Give `order_no` or `out_trade_no`.
   * Not idempotent. Never retried automatically. If the response is lost, the client cannot look up the outcome: the call rejects with an `OutcomeUnknownError` that says what to do.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/399122604e0.md
   */
  unsubscribe(params: types.UnsubscribePool, options?: CallOptions): Promise<Record<string, unknown>>;
  /**
   * Lists the subscriptions of a pool. The last page is the one that is not full.
   * Changes nothing. Retried if the response is lost.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/399122602e0.md
   */
  listRecords: PagedMethod<types.ListPoolRecords, types.PoolRecords, types.PoolRecord>;
  /**
   * Tells which of the given cards can be added to a pool.
   * Changes nothing. Retried if the response is lost.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/399122605e0.md
   */
  listAddableCards(params: types.ListAddableCards, options?: CallOptions): Promise<types.AddableCards>;
  /**
   * Adds cards to a pool. Partial success does not show: check with `pools.listCards`.
   * Not idempotent. Never retried automatically.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/399122606e0.md
   */
  addCards(params: types.AddPoolCards, options?: CallOptions): Promise<Record<string, unknown>>;
  /**
   * Lists the cards of a pool.
   * Changes nothing. Retried if the response is lost.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/399122607e0.md
   */
  listCards(params: types.ListPoolCards, options?: CallOptions): Promise<types.PoolCards>;
  /**
   * Takes cards out of a pool. Partial success does not show: check with `pools.listCards`.
   * Not idempotent. Never retried automatically.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/399122608e0.md
   */
  removeCards(params: types.RemovePoolCards, options?: CallOptions): Promise<Record<string, unknown>>;
  /**
   * Tells the pool a card is in.
   * Changes nothing. Retried if the response is lost.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/399122609e0.md
   */
  findByIccid(params: types.FindPoolByIccid, options?: CallOptions): Promise<types.PoolOfCard>;
}

/** Traffic of cards by day or month. Hourly files of single records are read by `eiotclub/cdr`. */
export interface Cdr {
  /**
   * Sums the traffic of cards over days or a month; not in real time, and only cards that had any. Day boundaries are not documented.
   * Changes nothing. Retried if the response is lost.
   * Source: https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/409777084e0.md
   */
  queryTraffic(params: types.QueryTraffic, options?: CallOptions): Promise<types.CardTraffic[]>;
}

/** The client's methods, by group. */
export interface Groups {
  /** SIM cards: what there is, what state it is in, and what can be done with it. */
  readonly cards: Cards;
  /** Packages of SIM cards: what can be ordered, orders, refunds. */
  readonly packages: Packages;
  /** The account: its balance, its profits. */
  readonly account: Account;
  /** Text messages to cards. */
  readonly sms: Sms;
  /** Tasks that take time. */
  readonly tasks: Tasks;
  /** eSIM goods: buying, state, refunds. */
  readonly esim: Esim;
  /** Cloud eSIMs, by EID: packages, orders, refunds. Volumes are in bytes. */
  readonly cloudEsim: CloudEsim;
  /** Data pools that cards share. Volumes are in bytes, times in Unix seconds. */
  readonly pools: Pools;
  /** Traffic of cards by day or month. Hourly files of single records are read by `eiotclub/cdr`. */
  readonly cdr: Cdr;
}

/** The names of the declared operations. */
export type OperationName =
  | "cards.list"
  | "cards.get"
  | "packages.listForCard"
  | "packages.order"
  | "packages.orderStatus"
  | "packages.refund"
  | "account.balance"
  | "cards.refresh"
  | "cards.listWarnings"
  | "cards.count"
  | "cards.networkOptions"
  | "cards.switchNetwork"
  | "cards.unlockImei"
  | "cards.addImeiToPool"
  | "cards.product"
  | "cards.bindDevice"
  | "cards.unbindDevice"
  | "cards.transferPackage"
  | "cards.refreshUsage"
  | "cards.cancelSession"
  | "cards.reset"
  | "account.listProfits"
  | "sms.send"
  | "tasks.query"
  | "packages.listForProduct"
  | "packages.get"
  | "packages.listOrders"
  | "packages.orderDetails"
  | "packages.refundAmount"
  | "esim.listGoods"
  | "esim.purchase"
  | "esim.orderStatus"
  | "esim.refund"
  | "esim.refundAmount"
  | "cloudEsim.list"
  | "cloudEsim.get"
  | "cloudEsim.listPackages"
  | "cloudEsim.listOrders"
  | "cloudEsim.refreshUsage"
  | "cloudEsim.cancelSession"
  | "cloudEsim.purchase"
  | "cloudEsim.orderStatus"
  | "cloudEsim.refund"
  | "cloudEsim.refundAmount"
  | "cloudEsim.transferPackage"
  | "pools.listPackages"
  | "pools.create"
  | "pools.list"
  | "pools.delete"
  | "pools.subscribe"
  | "pools.unsubscribe"
  | "pools.listRecords"
  | "pools.listAddableCards"
  | "pools.addCards"
  | "pools.listCards"
  | "pools.removeCards"
  | "pools.findByIccid"
  | "cdr.queryTraffic"
  | "cards.addIccidsToPool"
  | "esim.install"
  | "cloudEsim.unlock";

/** How a list is cut into pages. */
export type Paging = readonly [page: string, size: string, items: string, last: "pages" | "rows" | "short", counter: string];

/** What the client has to know of an operation. */
export interface Facts {
  /** The answer has more to tell than `data`. */
  readonly whole?: true;
  /** The parameter that holds the caller's number of the order. */
  readonly number?: "outTradeNo" | "out_trade_no";
  /** A lost answer must not be called a failure. */
  readonly money?: true;
  /** The parameter that names the card for which it may be called once in five minutes. */
  readonly rare?: string;
  /** The lists among the parameters that have a limit, and the limit. */
  readonly most?: readonly (readonly [field: string, items: number])[];
}

/** Name, path after /api/v3/, paging and facts of each operation; its place is the number the core knows it by. */
export const operations: readonly (readonly [name: OperationName, path: string, paging?: Paging | undefined, facts?: Facts])[] = [
  ["cards.list", "card/getAllCardInfo", ["pageNum", "", "cardInfoList", "pages", "totalPage"]],
  ["cards.get", "card/getCardsInfo"],
  ["packages.listForCard", "package/listOrderPackageByIccid"],
  ["packages.order", "package/orderPackage", undefined, { number: "outTradeNo", money: true }],
  ["packages.orderStatus", "package/queryPackage"],
  ["packages.refund", "package/refundPackage", undefined, { money: true }],
  ["account.balance", "agent/balance"],
  ["cards.refresh", "card/refreshCard"],
  ["cards.listWarnings", "outputApi/queryAccountWarningCard", ["pageNum", "", "cardInfoList", "pages", "totalPage"]],
  ["cards.count", "outputApi/queryCardNumber"],
  ["cards.networkOptions", "card/switchOptions"],
  ["cards.switchNetwork", "card/switchOperator"],
  ["cards.unlockImei", "card/imeiUnlock"],
  ["cards.addImeiToPool", "card/plockAddImei"],
  ["cards.product", "card/product"],
  ["cards.bindDevice", "card/bindDevice"],
  ["cards.unbindDevice", "card/unbindDevice"],
  ["cards.transferPackage", "card/transferPkg", undefined, { money: true }],
  ["cards.refreshUsage", "card/refreshUsage", undefined, { rare: "iccid" }],
  ["cards.cancelSession", "card/cancelLocation", undefined, { rare: "iccid" }],
  ["cards.reset", "card/reset", undefined, { most: [["iccids", 100]] }],
  ["account.listProfits", "outputApi/listProfitInfo", ["pageNum", "pageSize", "data", "rows", "total"]],
  ["sms.send", "sms/sendSms", undefined, { money: true }],
  ["tasks.query", "task/query", undefined, { most: [["ids", 100]] }],
  ["packages.listForProduct", "package/listOrderPackageByProduct"],
  ["packages.get", "package/queryOrderPackageByPackageCode"],
  ["packages.listOrders", "package/packageOrderRecord", ["page", "pageSize", "data", "rows", "total"], { whole: true }],
  ["packages.orderDetails", "package/getOrderPackageDetails", ["page", "pageSize", "", "short", ""], { most: [["orderNumberArrStr", 50], ["outTradeNoArrStr", 50]] }],
  ["packages.refundAmount", "package/queryRefundAmount"],
  ["esim.listGoods", "esim/goods"],
  ["esim.purchase", "esim/purchase", undefined, { number: "outTradeNo", money: true }],
  ["esim.orderStatus", "esim/orderStatus"],
  ["esim.refund", "esim/refund", undefined, { money: true }],
  ["esim.refundAmount", "esim/queryRefundAmount"],
  ["cloudEsim.list", "cloudesim/list", ["pageNum", "", "cardInfoList", "pages", "totalPage"]],
  ["cloudEsim.get", "cloudesim/get"],
  ["cloudEsim.listPackages", "cloudesim/pkg/list"],
  ["cloudEsim.listOrders", "cloudesim/pkg/record/list", ["page", "pageSize", "list", "rows", "total"]],
  ["cloudEsim.refreshUsage", "cloudesim/refreshUsage"],
  ["cloudEsim.cancelSession", "cloudesim/cancelSession"],
  ["cloudEsim.purchase", "cloudesim/purchase", undefined, { number: "outTradeNo", money: true }],
  ["cloudEsim.orderStatus", "cloudesim/orderStatus"],
  ["cloudEsim.refund", "cloudesim/refund", undefined, { money: true }],
  ["cloudEsim.refundAmount", "cloudesim/queryRefundAmount"],
  ["cloudEsim.transferPackage", "cloudesim/transferPkg", undefined, { money: true }],
  ["pools.listPackages", "pool/pkg/list"],
  ["pools.create", "pool/create", undefined, { money: true }],
  ["pools.list", "pool/list"],
  ["pools.delete", "pool/delete"],
  ["pools.subscribe", "pool/sub", undefined, { number: "out_trade_no", money: true }],
  ["pools.unsubscribe", "pool/unsub", undefined, { money: true }],
  ["pools.listRecords", "pool/record/list", ["page", "page_size", "list", "short", ""]],
  ["pools.listAddableCards", "pool/card/can_add_list"],
  ["pools.addCards", "pool/card/add"],
  ["pools.listCards", "pool/card/list"],
  ["pools.removeCards", "pool/card/remove"],
  ["pools.findByIccid", "pool/by_iccid"],
  ["cdr.queryTraffic", "cdr/traffic/query"],
  ["cards.addIccidsToPool", "card/plockAddIccids"],
  ["esim.install", "esim/install", undefined, { money: true }],
  ["cloudEsim.unlock", "cloudesim/unlock"],
];
