import { make } from "./dom.js";
import { explain } from "./errors.js";

const element = (id) => document.getElementById(id);

/** Lets a person choose a package for a card, and orders it. */
export async function purchase(client, { iccid }, done) {
  const dialog = element("dialog");
  const buy = element("buy");
  // One number for this purchase, however often the button is pressed: the platform takes it once.
  const outTradeNo = newOrderNumber();
  // The dialog is shared: what was asked for one card must not appear when it is open for the next.
  const closed = new AbortController();
  const problem = (text) => {
    element("dialog-problem").textContent = text;
    element("dialog-problem").hidden = !text;
  };
  const attempt = async (doing, work) => {
    buy.disabled = true;
    problem("");
    element("dialog-progress").textContent = doing;
    try {
      await work();
    } catch (error) {
      if (!closed.signal.aborted) problem(explain(error));
    } finally {
      if (!closed.signal.aborted) {
        element("dialog-progress").textContent = "";
        buy.disabled = !element("offers").querySelector("input");
      }
    }
  };

  element("dialog-card").textContent = iccid;
  element("offers").replaceChildren(make("legend", { class: "hidden" }, "Package"));
  element("cancel").onclick = () => dialog.close();
  dialog.onclose = () => {
    closed.abort();
    // The button that opened it may have been drawn anew meanwhile, and the browser would lose the place.
    document.querySelector(`[data-iccid="${CSS.escape(iccid)}"] button`)?.focus();
  };
  element("form").onsubmit = (event) => {
    event.preventDefault();
    const packageCode = new FormData(element("form")).get("package");
    if (!packageCode) return;
    void attempt("Ordering…", async () => {
      // Not given up when the dialog closes: an order that has left may be carried out.
      await client.packages.order({ iccid, packageCode, outTradeNo });
      if (!closed.signal.aborted) dialog.close();
      await done();
    });
  };
  dialog.showModal();
  await attempt("Asking for packages…", async () => {
    const offers = await client.packages.listForCard({ iccid }, { signal: closed.signal });
    if (closed.signal.aborted) return;
    element("offers").append(...offers.map(offerView));
    if (offers.length === 0) problem("There is no package for this card.");
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
