// What the page does with a card. Each function is shown on the page as it stands here.

export async function orderPackage(client, { iccid, packageCode, outTradeNo }) {
  // One number for this purchase, however often it is sent: the platform takes it once.
  const order = await client.packages.order({ iccid, packageCode, outTradeNo });
  return { order: order.orderId };
}

export async function estimateRefund(client, { iccid, orderId }) {
  const { amount, currency } = await client.packages.refundAmount({ iccid, orderId });
  return `${amount} ${currency}`;
}

export async function refundPackage(client, { iccid, orderId, remark }) {
  // Never repeated by itself. What is paid back in the end comes with the `Refund` callback.
  await client.packages.refund({ iccid, orderId, remark });
}

export async function switchNetwork(client, { iccid, network }) {
  await client.cards.switchNetwork({ iccid, network });
}

export async function refreshUsage(client, { iccid }) {
  // At most once in five minutes: a second call is a RateLimitError with `retryAfter`, and is not sent.
  await client.cards.refreshUsage({ iccid });
}

export async function cancelSession(client, { iccid }) {
  await client.cards.cancelSession({ iccid });
}

export async function sendSms(client, { iccid, message }) {
  const { trans_id } = await client.sms.send({ iccid, message });
  return { message: trans_id };
}
