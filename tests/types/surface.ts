// Compiled, never run: what an editor must know.

import {
  ApiError,
  CardStatus,
  Client,
  OutcomeUnknownError,
  PartialError,
  RateLimitError,
  type Card,
  type Confidence,
  type ListedCard,
  type PackageOffer,
  type PendingCall,
  type Reconciled,
  createPacer,
  isEiotError,
  verify,
} from "eiotclub";
import { CdrError, parseFileName, records, totals, usageByCard, type CdrRecord } from "eiotclub/cdr";
import { createSigningProxy } from "eiotclub/proxy";
import { Sandbox } from "eiotclub/sandbox";
import { storeConformance } from "eiotclub/testing";
import { Receiver, d1Store, durableStore, kvStore, memoryStore, toLambdaHandler, toNodeHandler, type DuplicateStore, type QueueMessage } from "eiotclub/webhook";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function same<A, B>(_: Same<A, B>): void {}

const sandbox = new Sandbox({ appkey: "a", secret: "s", cards: 50_000, balance: "500.00", faults: [{ kind: "reset", operation: ["packages", "account.balance"], acted: true, rate: 0.1 }] });
sandbox.faults = [{ kind: "duplicate", event: "SubPkgList", copies: 2 }, { kind: "latency", ms: [5, 20], count: 3 }];
// @ts-expect-error a typing mistake in an operation's name
sandbox.faults = [{ kind: "reset", operation: "packages.oder" }];
// @ts-expect-error a latency needs its milliseconds
sandbox.faults = [{ kind: "latency" }];
export const attempts: string[] = sandbox.deliveries.flatMap((delivery) => delivery.attempts.map((one) => one.answered));
export const client = new Client({ appkey: "a", secret: "s", fetch: sandbox.fetch });
// @ts-expect-error a proxied client has no secret
new Client({ proxyUrl: "/api", secret: "s" });
// @ts-expect-error neither credentials nor a proxy
new Client({});

export async function calls(): Promise<void> {
  const card = await client.cards.get({ iccid: "8985" });
  same<typeof card, Card | null>(true);
  // @ts-expect-error iccid is required
  await client.cards.get({});
  // @ts-expect-error an ICCID has more digits than a number
  await client.cards.get({ iccid: 8985 });
  for await (const listed of client.cards.list.all({ iccids: ["1", 2] }, { timeout: 1000 })) same<typeof listed, ListedCard>(true);
  await client.cards.list();
  same<Awaited<ReturnType<typeof client.packages.listForCard>>, PackageOffer[]>(true);
  await client.packages.orderStatus({ iccid: "1", orderId: 7 });
  await client.packages.orderStatus({ iccid: "1", orderId: "7" });
  const { balance } = await client.account.balance();
  same<typeof balance, string>(true);
  // A value not known yet is still a value.
  const status: string = card?.cardStatus ?? "ACTIVATED_NAME";
  const kind: number = card?.packageKind ?? 17;
  void [status, kind];
  same<Awaited<ReturnType<typeof client.request>>, unknown>(true);
}

export async function orders(error: unknown): Promise<void> {
  const placed = await client.packages.order({ iccid: "1", packageCode: "P" });
  same<typeof placed.outTradeNo, string>(true);
  same<typeof placed.recovered, "exact" | "probable" | undefined>(true);
  const { out_trade_no, order_no } = await client.pools.subscribe({ pool_object_id: 1, pool_type_code: "T" });
  await client.cloudEsim.purchase({ eid: "1", packageCode: "P", outTradeNo: undefined });
  await client.esim.purchase({ eSIMGoodsCode: "G", outTradeNo: "mine" });
  void [out_trade_no, order_no.length];
  for await (const page of client.cards.list.pages()) same<typeof page.totalPage, number>(true);
  if (error instanceof OutcomeUnknownError) {
    same<(typeof error)["outTradeNo"], string | undefined>(true);
    same<(typeof error)["pending"], PendingCall>(true);
    same<(typeof error)["lookup"], "absent" | "unavailable" | "ambiguous">(true);
  }
  if (error instanceof RateLimitError) same<(typeof error)["code"], string>(true);
  if (error instanceof PartialError) void error.failed.map(({ ids }) => ids.length);
  const pace = createPacer({ perSecond: 5 });
  new Client({ appkey: "a", secret: "s", pace });
  new Client({ appkey: "a", secret: "s", pace: false, retry: { attempts: 2, attemptTimeout: 5_000 }, onRequest: ({ operation, attempt, outTradeNo }) => void [operation, attempt, outTradeNo] });
  // @ts-expect-error an option that does not exist
  new Client({ appkey: "a", secret: "s", retry: { tries: 2 } });
}

export async function reconciling(body: string, stored: PendingCall): Promise<void> {
  for (const { confidence, pending, result } of await client.reconcile(verify(body, "s"), [stored])) {
    same<typeof confidence, Confidence>(true);
    same<typeof pending, PendingCall>(true);
    void result;
  }
  await client.reconcile(verify(body, "s"));
  same<Awaited<ReturnType<typeof client.recheck>>, Reconciled | undefined>(true);
  same<PendingCall["since"], number>(true);
}

export function narrowing(body: string): string {
  const notification = verify(body, ["a", "b"]);
  switch (notification.event) {
    case "SubPkgList":
      return notification.data.map(({ orderId }) => orderId.toFixed()).join();
    case "PkgEffective":
      return notification.data.iccid;
    case "FlowAlert":
      same<typeof notification.alert_value, string>(true);
      return notification.alert_value;
    case "Refund":
    case "CardStopped":
    case "CardIMEILocked":
    case "IMEIUnLock":
      return notification.iccid;
    case "CardMovedInIMEIPool":
    case "CardMovedOutIMEIPool":
      return notification.plockGroupId.toFixed();
    case "PkgQuantityList":
    case "SwitchProduct":
      return notification.data.map(({ iccid }) => iccid).join();
    case "CloudESimLocked":
    case "CloudESimUnLock":
    case "CloudESimFlowAlert":
    case "CloudESimRefund":
    case "CloudESimCardStopped":
      return notification.eid;
    case "CloudESimPkgActivate":
      return notification.data.eid;
    case "CloudESimSubPkgList":
    case "CloudESimPkgDeactivate":
    case "CloudESimSwitchProduct":
      return notification.data.map(({ eid }) => eid).join();
    default:
      same<(typeof notification)["anything"], unknown>(true);
      return notification.event;
  }
}

export const receiver = new Receiver({ secret: "s", store: memoryStore(), window: { past: 60 } })
  .on("FlowAlert", ({ alert_type }) => void alert_type)
  .on("SomethingNew", ({ x }) => same<typeof x, unknown>(true))
  .on("*", ({ event, id }) => void [event, id]);
export const node = toNodeHandler(receiver);
export const lambda = toLambdaHandler(receiver);
export const next: (request: Request) => Promise<Response> = receiver.handle;

interface Bindings {
  queue: { send(message: unknown, options?: { contentType?: "json" | "text"; delaySeconds?: number }): Promise<unknown> };
  kv: { get(key: string): Promise<string | null>; put(key: string, value: string, options?: { expirationTtl?: number; metadata?: unknown }): Promise<void>; delete(key: string): Promise<void> };
}

export async function queued({ queue, kv }: Bindings, messages: (QueueMessage & { messageId: string })[]): Promise<string[]> {
  const worker = new Receiver({ secret: ["new", "old"], store: kvStore(kv), queue, deadLetters: (notification) => void notification.id, onRefused: ({ reason, status }) => void [reason, status] });
  // @ts-expect-error a queue takes messages
  new Receiver({ secret: "s", queue: {} });
  const { retry } = await worker.consume({ messages });
  return retry.map(({ messageId }) => messageId);
}

/** A store of one's own that knows no fencing still compiles; the suite tells what it lacks. */
const own: DuplicateStore = { claim: () => "claimed", done() {}, release: async () => undefined };
export const suite = storeConformance(() => own, { lease: 2 }).map(({ name, run }) => [name, run] as const);
void [d1Store, durableStore];

export const proxy: (request: Request) => Promise<Response> = createSigningProxy({
  appkey: "a",
  secret: "s",
  allow: ["cards.list", "/api/v3/new/thing"],
});
// @ts-expect-error no such operation
createSigningProxy({ appkey: "a", secret: "s", allow: ["cards.lst"] });

export function errors(error: unknown): string {
  if (error instanceof ApiError) return `${error.code} ${error.known?.category}`;
  return isEiotError(error) ? error.kind : "other";
}

export async function cdr(file: File, response: Response, stream: ReadableStream<Uint8Array>): Promise<number> {
  for await (const record of records([file, response])) same<typeof record, CdrRecord>(true);
  const { byCard } = await totals(stream, { networks: true, onProblem: ({ line, column }) => void [line, column] });
  same<typeof byCard, Map<string, number>>(true);
  await totals([async () => response, () => null, file]);
  // @ts-expect-error bytes, not text
  await usageByCard("id,start_time");
  const name: Date = parseFileName("cdr_1_20260115000000_20260115010000_20260115013000").start;
  return byCard.size + name.getTime() + new CdrError({ line: 1, column: "id", reason: "" }).line;
}

export async function editors(): Promise<void> {
  // Code values by name, and any other.
  const [first] = (await client.cards.list({ cardStatus: CardStatus.Activated })).cardInfoList;
  if (first?.cardStatus === CardStatus.Retired) throw new Error(first.iccid);
  same<typeof CardStatus.Activated, "ACTIVATED_NAME">(true);
  await client.cards.list({ cardStatus: "SOMETHING_NEW" });
  // @ts-expect-error a state is text
  await client.cards.list({ cardStatus: 1 });
  // Parameters that are all optional may be left out, whole or each.
  await client.account.balance();
  await client.cards.count({}, { timeout: 1 });
  await client.cards.list({ pageSize: undefined });
  // @ts-expect-error there is no such parameter
  await client.cards.list({ pagesize: 1 });
  same<Awaited<ReturnType<typeof client.cards.bindDevice>>, undefined>(true);
  // What one operation answers another takes, whichever way its page has the id.
  const { pool_object_id } = await client.pools.findByIccid({ iccid: "1" });
  await client.pools.unsubscribe({ pool_object_id, order_no: "1" });
  await client.pools.delete({ pool_object_id: String(pool_object_id) });
  await client.cards.transferPackage({ oldIccid: "1", newIccid: "2", orderNumber: "n", orderId: String(7) });
  await client.cards.listWarnings({ pageNum: "2" });
}
