const KEPT = 100;

/** The callbacks that came, latest first, for whoever wants to hear of them. */
export class Feed {
  messages = [];
  #listeners = new Set();

  /** Takes one from the backend. */
  tell = (message) => {
    if (message.kind === "again") this.messages = [];
    else this.messages = [message, ...this.messages].slice(0, KEPT);
    for (const listener of this.#listeners) listener(message);
  };

  /** Calls `listener` for each from now on; the returned function ends that. */
  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** The rows of a notification: its events speak of one thing or of several. */
export const rowsOf = (notification) => (Array.isArray(notification.data) ? notification.data : [notification.data ?? notification]);

/** Whether a notification speaks of a card, a cloud eSIM or an order. */
export const isAbout = (notification, subject) => rowsOf(notification).some((row) => row.iccid === subject || row.eid === subject);
