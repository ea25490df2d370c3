// The declarations for `require`.

import { Client, isEiotError } from "eiotclub";
import { records } from "eiotclub/cdr";
import { createSigningProxy } from "eiotclub/proxy";
import { Sandbox } from "eiotclub/sandbox";
import { storeConformance } from "eiotclub/testing";
import { Receiver } from "eiotclub/webhook/inline";

export const { fetch } = new Sandbox({ appkey: "a", secret: "s" });
export const client = new Client({ appkey: "a", secret: "s", fetch });
export const all = [createSigningProxy, isEiotError, Receiver, records, storeConformance];
