// Lists handed over item by item. An asynchronous generator takes several turns of the queue for each item;
// this takes one, and a source that yields small lists costs a fifth of one that yields items.

/** The items of the lists of `source`, in order. Leaving early lets the source go. */
export class OneByOne<T> implements AsyncIterableIterator<T> {
  readonly #source: AsyncGenerator<readonly T[], void, undefined>;
  #list: readonly T[] = [];
  #next = 0;
  /** Settles when the calls before have, where the list was empty for one of them. */
  #turn: Promise<void> | undefined;

  constructor(source: AsyncGenerator<readonly T[], void, undefined>) {
    this.#source = source;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<T, undefined>> {
    if (!this.#turn && this.#next < this.#list.length) return Promise.resolve({ done: false, value: this.#list[this.#next++] as T });
    const result = (this.#turn ?? Promise.resolve()).then(() => this.#take());
    const settled = () => {
      if (this.#turn === turn) this.#turn = undefined;
    };
    const turn = result.then(settled, settled);
    this.#turn = turn;
    return result;
  }

  async return(): Promise<IteratorResult<T, undefined>> {
    this.#list = [];
    await this.#source.return();
    return { done: true, value: undefined };
  }

  async #take(): Promise<IteratorResult<T, undefined>> {
    while (this.#next >= this.#list.length) {
      const { done, value } = await this.#source.next();
      if (done) return { done: true, value: undefined };
      this.#list = value as readonly T[];
      this.#next = 0;
    }
    return { done: false, value: this.#list[this.#next++] as T };
  }
}
