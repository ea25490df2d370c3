/** Some of a kind, and how many there are. */
export interface SandboxList<Row> {
  total: number;
  list: Row[];
}

/** The account at a glance. Times are simulated Unix seconds, money is in US dollars. */
export interface SandboxOverview {
  clock: number;
  balance: string;
  cards: SandboxList<{
    iccid: string;
    /** `locked` is by its IMEI pool, `stopped` for want of a package, `retired` for good. */
    state: "ready" | "active" | "stopped" | "locked" | "retired";
    /** The package in use, if one is. */
    package: string | null;
    usedMB: number | null;
    /** 0 where data is not limited. */
    totalMB: number | null;
    /** Whole MB used in the last 24 hours, with whatever package. */
    lastDayMB: number;
    end: number | null;
    /** How many packages wait for their turn. */
    waiting: number;
  }>;
  /** Latest first. */
  orders: SandboxList<{
    orderId: number;
    outTradeNo: string | null;
    iccid: string;
    package: string;
    price: string;
    created: number;
    state: "waiting" | "in use" | "done" | "refunded";
  }>;
  /** Orders of eSIM goods, latest first. */
  esimOrders: SandboxList<{
    orderId: number;
    outTradeNo: string;
    goods: string;
    price: string;
    /** The card that it became. */
    iccid: string | null;
    state: "processing" | "done" | "failed" | "refunded";
  }>;
  cloudEsims: SandboxList<{
    eid: string;
    state: "ready" | "active" | "stopped" | "locked";
    /** The package in use, if one is. */
    package: string | null;
    usedMB: number | null;
    totalMB: number | null;
    end: number | null;
    /** How many packages wait for their turn. */
    waiting: number;
  }>;
  /** Orders of packages for cloud eSIMs, latest first. */
  cloudEsimOrders: SandboxList<{
    eshopOrderId: number;
    outTradeNo: string | null;
    eid: string;
    package: string;
    price: string;
    created: number;
    state: "processing" | "waiting" | "in use" | "done" | "refunded" | "failed";
  }>;
  /** Data pools that were not deleted. */
  pools: SandboxList<{
    poolId: number;
    memo: string;
    type: string;
    /** How many cards are in it, and how many it takes. */
    cards: number;
    lines: number;
    /** Of the subscription in use. */
    usedMB: number | null;
    totalMB: number | null;
    end: number | null;
  }>;
  /** Subscriptions of data pools, latest first. */
  poolOrders: SandboxList<{
    orderNo: string;
    outTradeNo: string;
    poolId: number;
    type: string;
    price: string;
    created: number;
    state: "waiting" | "in use" | "done" | "cancelled";
  }>;
  /** Latest first; no operation tells their ids. */
  tasks: SandboxList<{
    id: string;
    /** As `tasks.query` tells it. */
    status: string;
    result: string;
  }>;
}
