// Tiles of one height in as many columns as fit, of which only those near the window are in the document.

import { make } from "../dom.js";

const GAP = 12;
const AROUND = 2;

export class VirtualGrid {
  element;
  #items = [];
  #shown = new Map();
  #options;
  #columns = 1;
  #width = 0;
  #frame = 0;
  #observer;

  /** @param options `height` and least `width` of a tile, `label`, `render(item)`, `nearEnd()`. */
  constructor(options) {
    this.#options = options;
    this.element = make("div", { class: "grid", role: "list", "aria-label": options.label });
    this.#observer = new ResizeObserver(() => this.#measure());
    this.#observer.observe(this.element);
    window.addEventListener("scroll", this.#soon, { passive: true });
    window.addEventListener("resize", this.#soon);
  }

  get items() {
    return this.#items;
  }

  set items(items) {
    this.#items = items;
    this.#measure();
  }

  close() {
    cancelAnimationFrame(this.#frame);
    this.#observer.disconnect();
    window.removeEventListener("scroll", this.#soon);
    window.removeEventListener("resize", this.#soon);
  }

  #soon = () => {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#place();
    });
  };

  #measure() {
    const { width, height } = this.#options;
    this.#width = this.element.clientWidth;
    this.#columns = Math.max(1, Math.floor((this.#width + GAP) / (width + GAP)));
    this.element.style.height = `${Math.ceil(this.#items.length / this.#columns) * (height + GAP)}px`;
    for (const { element, index } of this.#shown.values()) this.#put(element, index);
    this.#place();
  }

  #place() {
    const { height, nearEnd } = this.#options;
    if (!this.element.isConnected) return;
    const row = height + GAP;
    const above = -this.element.getBoundingClientRect().top;
    const first = Math.max(0, Math.floor(above / row) - AROUND) * this.#columns;
    const last = Math.min(this.#items.length, (Math.ceil((above + window.innerHeight) / row) + AROUND) * this.#columns);
    for (const [index, { element }] of this.#shown) {
      const away = index < first || index >= last;
      // Whoever moves by keyboard must not lose the place.
      if (index >= this.#items.length || (away && !element.contains(document.activeElement))) {
        element.remove();
        this.#shown.delete(index);
      }
    }
    for (let index = first; index < last; index++) this.#show(index);
    if (last >= this.#items.length - this.#columns * 8) nearEnd();
  }

  #show(index) {
    const item = this.#items[index];
    const old = this.#shown.get(index);
    if (old?.item === item) return;
    const element = make("div", { role: "listitem", class: "tile", "aria-posinset": String(index + 1), "aria-setsize": String(this.#items.length) }, this.#options.render(item));
    this.#put(element, index);
    const focused = old?.element.contains(document.activeElement);
    if (old) old.element.replaceWith(element);
    // The order in the document is that on the screen, for the keyboard's sake.
    else this.element.insertBefore(element, this.#after(index));
    if (focused) element.querySelector("a, button")?.focus({ preventScroll: true });
    this.#shown.set(index, { item, element, index });
  }

  #after(index) {
    let next = null;
    let least = Infinity;
    for (const [at, { element }] of this.#shown) {
      if (at > index && at < least) {
        least = at;
        next = element;
      }
    }
    return next;
  }

  #put(element, index) {
    const { height } = this.#options;
    const width = (this.#width - GAP * (this.#columns - 1)) / this.#columns;
    const x = (index % this.#columns) * (width + GAP);
    const y = Math.floor(index / this.#columns) * (height + GAP);
    element.style.width = `${width}px`;
    element.style.height = `${height}px`;
    element.style.transform = `translate(${x}px, ${y}px)`;
  }
}
