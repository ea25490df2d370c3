// The account's cards, read a page at a time as somebody comes near their end.

const PAGE = 500;

export class Fleet {
  cards = [];
  complete = false;
  #client;
  #rest;
  #turn = Promise.resolve();
  #doubtful = new Set();
  #listeners = new Set();

  constructor(client) {
    this.#client = client;
    this.#rest = read(client);
  }

  /** Calls `listener` whenever the cards have changed; the returned function ends that. */
  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Reads some more. */
  more(count = PAGE) {
    return this.#inTurn(async () => {
      const rest = this.#rest;
      const more = [];
      while (more.length < count && !this.complete) {
        const { done, value } = await rest.next();
        if (done) this.complete = true;
        else more.push(value);
      }
      if (more.length) this.cards = [...this.cards, ...more];
      this.#tell();
    });
  }

  /** Reads to the end, unless `signal` ends it before. */
  async all(signal) {
    while (!this.complete && !signal?.aborted) await this.more();
  }

  /** Notes that a card may have changed. */
  doubt(iccid) {
    this.#doubtful.add(iccid);
  }

  /** Reads those again that may have changed. */
  renew() {
    return this.#inTurn(async () => {
      const iccids = [...this.#doubtful].slice(0, PAGE);
      if (iccids.length === 0) return;
      for (const iccid of iccids) this.#doubtful.delete(iccid);
      const { cardInfoList } = await this.#client.cards.list({ iccids });
      const fresh = new Map(cardInfoList.map((card) => [card.iccid, card]));
      this.cards = this.cards.map((card) => fresh.get(card.iccid) ?? card);
      this.#tell();
    });
  }

  /** Forgets everything and begins anew, as after a day has passed. */
  async reload() {
    await this.#inTurn(async () => {
      this.#rest = read(this.#client);
      this.complete = false;
      this.cards = [];
    });
    await this.more();
  }

  // One after the other: two readers of one iterator would mix its pages up.
  #inTurn(work) {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => {
      // What failed half-way begins anew.
      this.#rest = read(this.#client);
      this.cards = [];
    });
    return done;
  }

  #tell() {
    for (const listener of this.#listeners) listener();
  }
}

const read = (client) => client.cards.list.all({ pageSize: PAGE });
