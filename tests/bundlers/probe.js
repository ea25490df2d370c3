// What every app of the matrix does. Put into each as it stands: it imports nothing, and asks nothing of its runtime.

export async function probe({ ApiError, Client, EiotError, SignatureError, canonicalString, isEiotError, ready, readyReceiver, sign, verify, verifyInReceiver }, { url, fetch }, vectors) {
  const cells = {};
  const cell = async (name, work) => {
    try {
      cells[name] = (await work()) || "ok";
    } catch (error) {
      cells[name] = String(error?.message ?? error);
    }
  };
  await cell("import", () => Promise.all([ready(), readyReceiver()]).then(() => ""));
  await cell("sign", () => checkVectors({ canonicalString, sign }, vectors.requests, []).join(", "));
  await cell("verify", () => [verify, verifyInReceiver].flatMap((verify) => checkVectors({ verify }, [], vectors.notifications)).join(", "));
  const client = new Client({ appkey: "000001", secret: "a1b1c1d1", baseUrl: url, retry: false, fetch });
  await cell("call", async () => {
    const [{ currency }, { cardInfoList }] = await Promise.all([client.account.balance(), client.cards.list()]);
    return currency === "USD" && cardInfoList.length === 24 ? "" : `${currency}, ${cardInfoList.length} cards`;
  });
  await cell("error", async () => {
    const refused = await client.cards.get({ iccid: "89852000000000000000" }).catch((error) => error);
    if (!(refused instanceof ApiError && refused instanceof EiotError && isEiotError(refused) && refused.code === "42405")) return `a refusal is ${refused}`;
    try {
      verifyInReceiver("{}", "secret");
    } catch (forged) {
      // From another entry, and the same class.
      return forged instanceof SignatureError && forged instanceof EiotError && forged.kind === "signature" ? "" : `a forgery is ${forged}`;
    }
    return "a forgery was taken";
  });
  return cells;
}
