// What the page does with cloud eSIMs. Each function is shown on the page as it stands here.

export async function purchaseForCloudEsim(client, { eid, packageCode, outTradeNo }) {
  const { eshopOrderId } = await client.cloudEsim.purchase({ eid, packageCode, outTradeNo });
  return { order: eshopOrderId };
}

export async function estimateCloudEsimRefund(client, { eshopOrderId }) {
  const { amount, currency } = await client.cloudEsim.refundAmount({ eshopOrderId });
  // Cents, and yen, which has none.
  return `${currency === "JPY" ? amount : (amount / 100).toFixed(2)} ${currency}`;
}

export async function refundCloudEsim(client, { eshopOrderId, remark }) {
  await client.cloudEsim.refund({ eshopOrderId, remark });
}

export async function refreshCloudEsimUsage(client, { eid }) {
  await client.cloudEsim.refreshUsage({ eid });
}

export async function cancelCloudEsimSession(client, { eid }) {
  await client.cloudEsim.cancelSession({ eid });
}
