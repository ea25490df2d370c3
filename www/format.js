import { languageNow, say } from "./words.js";

/** Megabytes, as a person reads them. */
export const megabytes = (mb) => (mb >= 1024 ? `${(mb / 1024).toFixed(mb >= 10_240 ? 0 : 1)} GB` : `${mb >= 10 || mb === 0 ? Math.round(mb) : mb.toFixed(1)} MB`);
export const bytes = (count) => megabytes(count / 1_048_576);
export const day = (text) => text?.slice(0, 10) || "–";
export const clock = (at) => new Date(at).toLocaleTimeString(languageNow());
export const count = (number) => number.toLocaleString(languageNow());

const STATES = {
  ACTIVATION_READY_NAME: "ready",
  NON_ACTIVATED_NAME: "waiting",
  ACTIVATED_NAME: "active",
  ACTIVATED_BASE: "idle",
  DEACTIVATED_NAME: "stopped",
  RETIRED_NAME: "retired",
};

/** One of `ready`, `waiting`, `active`, `idle`, `stopped`, `retired`; what is not documented stays as it is. */
export const stateOf = ({ cardStatus }) => STATES[cardStatus] ?? cardStatus;
export const stateWord = (state) => (Object.values(STATES).includes(state) ? say(`state.${state}`) : state);
export const states = Object.entries(STATES).map(([wire, state]) => ({ wire, state }));
