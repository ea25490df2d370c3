// A button that may be pressed once in five minutes counts down to the next time.

import { say } from "../words.js";

const SECONDS = 300;
const until = new Map();

/** Notes that it was pressed, or what was said about when it may be again. */
export function cool(key, seconds = SECONDS) {
  until.set(key, Date.now() + seconds * 1000);
}

/** Keeps `button` true to its rule while it is on the page. */
export function countDown(button, key) {
  const words = button.textContent;
  const show = () => {
    const left = Math.ceil(((until.get(key) ?? 0) - Date.now()) / 1000);
    // Not `disabled`, which would take the focus away and say nothing about why.
    button.setAttribute("aria-disabled", String(left > 0));
    button.textContent = left > 0 ? say("card.again", { words, time: `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}` }) : words;
  };
  show();
  const timer = setInterval(() => (button.isConnected ? show() : clearInterval(timer)), 1000);
  return show;
}

export const isCooling = (key) => (until.get(key) ?? 0) > Date.now();
