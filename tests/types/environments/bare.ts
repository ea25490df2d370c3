// Without any library that declares the web: the few members that are used are declared by the package.

import { totals } from "eiotclub/cdr";
import { storeConformance } from "eiotclub/testing";
import { Receiver, memoryStore } from "eiotclub/webhook";

const receiver = new Receiver({ secret: "s" });

export async function serve(request: Parameters<typeof receiver.handle>[0]): Promise<number> {
  const { method, url, headers } = request;
  void [method.length, url.length, headers.get("content-type")?.length];
  const response = await receiver.handle(request);
  // @ts-expect-error a member that only some library declares
  void response.webSocket;
  const { status, ok } = response;
  await totals(new Uint8Array());
  return ok ? status : storeConformance(() => memoryStore()).length;
}
