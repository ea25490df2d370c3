// What the page does with data pools. Each function is shown on the page as it stands here.

export async function createPool(client, { pool_type_code, memo }) {
  const { pool_object_id } = await client.pools.create({ pool_type_code, memo });
  return { pool: pool_object_id };
}

export async function subscribePool(client, { pool_object_id, pool_type_code, out_trade_no }) {
  const { order_no } = await client.pools.subscribe({ pool_object_id, pool_type_code, out_trade_no });
  return { order: order_no };
}

export async function unsubscribePool(client, { pool_object_id, order_no }) {
  await client.pools.unsubscribe({ pool_object_id, order_no });
}

export async function addCards(client, { pool_object_id, iccid_arr }) {
  await client.pools.addCards({ pool_object_id, iccid_arr });
  // Partial success does not show in the answer: the pool's own list tells.
  const { list } = await client.pools.listCards({ pool_object_id });
  return { cards: list.length };
}

export async function removeCards(client, { pool_object_id, iccid_arr }) {
  await client.pools.removeCards({ pool_object_id, iccid_arr });
}

export async function deletePool(client, { pool_object_id }) {
  await client.pools.delete({ pool_object_id });
}
