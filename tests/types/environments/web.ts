// With a library that declares the web: its own types, not others that look alike.

import { ready, type CallOptions, type ProxyOptions, type SigningOptions } from "eiotclub";
import { records } from "eiotclub/cdr";
import { createSigningProxy, throughRelay, type SigningProxyOptions } from "eiotclub/proxy";
import { Sandbox, type SandboxOptions } from "eiotclub/sandbox";
import { NotificationLedger, Receiver } from "eiotclub/webhook";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function same<A, B>(_: Same<A, B>): void {}

type Handler = (request: Request, context?: unknown) => Promise<Response>;
type Fetch = (input: string, init: NonNullable<Parameters<typeof fetch>[1]>) => Promise<Response>;

same<Receiver["handle"], Handler>(true);
same<ReturnType<typeof createSigningProxy>, Handler>(true);
same<ReturnType<typeof throughRelay>, Fetch>(true);
same<SigningOptions["fetch"], Fetch | undefined>(true);
same<SigningProxyOptions["fetch"], Fetch | undefined>(true);
same<SandboxOptions["notify"], ((request: Request) => Response | Promise<Response>) | undefined>(true);
same<CallOptions["signal"], AbortSignal | undefined>(true);
same<ProxyOptions["proxyUrl"], string | URL>(true);
same<Parameters<NotificationLedger["fetch"]>, [request: Request]>(true);
same<Parameters<Sandbox["fetch"]>[0], Request | string | URL>(true);

export async function usage(response: Response, stream: ReadableStream<Uint8Array>, blob: Blob): Promise<void> {
  for await (const { id } of records([response, stream, blob, () => blob, async () => response])) void id;
}
// @ts-expect-error a stream of bytes, not of text
export const texts = (stream: ReadableStream<string>) => records(stream);

export const sources = (url: URL, response: Response) => [ready(url), ready(response)];
export const plain: Fetch = fetch;
export const typed: SigningOptions = { appkey: "a", secret: "s", fetch };
