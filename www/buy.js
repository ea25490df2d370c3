import { make } from "./dom.js";

const element = (id) => document.getElementById(id);

/** Lets a person choose a package for a card, and orders it. */
export async function purchase(client, { iccid }, done) {
  const dialog = element("dialog");
  const form = element("form");
  const buy = element("buy");
  // One number for this purchase, however often the button is pressed: the platform takes it once.
  const outTradeNo = newOrderNumber();
  element("dialog-card").textContent = iccid;
  element("dialog-problem").hidden = true;
  element("offers").replaceChildren(make("legend", { class: "hidden" }, "Package"));
  buy.disabled = true;
  dialog.showModal();
  element("cancel").onclick = () => dialog.close();

  const attempt = async (work) => {
    buy.disabled = true;
    try {
      await work();
      element("dialog-problem").hidden = true;
    } catch (error) {
      element("dialog-problem").textContent = error.message;
      element("dialog-problem").hidden = false;
    } finally {
      buy.disabled = false;
    }
  };

  form.onsubmit = (event) => {
    event.preventDefault();
    const packageCode = new FormData(form).get("package");
    if (!packageCode) return;
    void attempt(async () => {
      await client.packages.order({ iccid, packageCode, outTradeNo });
      dialog.close();
      await done();
    });
  };
  await attempt(async () => {
    const offers = await client.packages.listForCard({ iccid });
    element("offers").append(...offers.map(offerView));
  });
}

function offerView({ packageCode, packageName, gzhPrice }, index) {
  return make(
    "label",
    { class: "offer" },
    make("input", { type: "radio", name: "package", value: packageCode, checked: index === 0 }),
    make("span", {}, packageName),
    make("strong", {}, gzhPrice.toFixed(2)),
  );
}

function newOrderNumber() {
  const random = crypto.getRandomValues(new Uint32Array(3));
  return `demo-${Array.from(random, (bits) => bits.toString(36)).join("")}`;
}
