// What may be done once in five minutes for a card: a call that is known to be refused is not made.

const SECONDS = 300;

export class Cooldown {
  // Oldest first, so that what has cooled down is at its beginning.
  readonly #done = new Map<string, number>();

  /** Seconds that are left, or 0. Which clock tells them does not matter, if it is the one `note` is given. */
  left(key: string, now: number): number {
    const at = this.#done.get(key);
    return at === undefined ? 0 : Math.max(0, at + SECONDS - now);
  }

  note(key: string, now: number): void {
    for (const [old, at] of this.#done) {
      if (at + SECONDS > now) break;
      this.#done.delete(old);
    }
    this.#done.delete(key);
    this.#done.set(key, now);
  }
}
