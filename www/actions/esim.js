// What the page does with eSIMs. Each function is shown on the page as it stands here.

export async function purchaseEsim(client, { eSIMGoodsCode, outTradeNo }) {
  const { orderId } = await client.esim.purchase({ eSIMGoodsCode, outTradeNo });
  return { order: orderId };
}

export async function esimStatus(client, { orderId }) {
  return client.esim.orderStatus({ orderId });
}

export async function estimateEsimRefund(client, { orderId }) {
  const { amount, currency } = await client.esim.refundAmount({ orderId });
  // Cents, and yen, which has none.
  return `${currency === "JPY" ? amount : (amount / 100).toFixed(2)} ${currency}`;
}

export async function refundEsim(client, { orderId, remark }) {
  await client.esim.refund({ orderId, remark });
}
