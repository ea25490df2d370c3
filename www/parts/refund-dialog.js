// Every refund is asked for alike: what it will pay back, why, and the two functions that do it.

import { say } from "../words.js";
import { openAction } from "./action-dialog.js";

/**
 * Opens the dialog of a refund.
 * @param refunded `packageName`; `estimate` and `refund`: the functions, which both take `order`. The rest as an action's.
 */
export function openRefund(context, { packageName, order, estimate, refund, ...rest }) {
  const { client } = context;
  openAction(context, {
    title: say("refund.title"),
    about: say("refund.about", { packageName }),
    submit: say("refund.title"),
    danger: true,
    functions: [estimate, refund],
    before: async () => say("refund.estimate", { amount: await estimate(client, order) }),
    fields: [{ kind: "text", name: "remark", label: say("refund.remark"), most: 200, value: say("refund.reason") }],
    run: (values) => refund(client, { ...order, ...values }),
    ...rest,
  });
}
