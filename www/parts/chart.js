import { draw, make } from "../dom.js";
import { say } from "../words.js";

const HEIGHT = 180;
const FOOT = 22;
const HEAD = 18;

/**
 * Columns over days, and the same as a table for those who cannot see it.
 * @param points `{ label, value }`, in order.
 * @param words writes a value.
 */
export function chart(points, title, words) {
  const most = Math.max(...points.map(({ value }) => value), 0) || 1;
  // As wide as its place, so that letters keep their size.
  const wide = Math.max(280, document.getElementById("main").clientWidth - 34);
  const step = wide / points.length;
  const width = Math.min(step * 0.7, 48);
  const every = Math.ceil((points.length * 52) / wide);
  const columns = points.map(({ label, value }, index) => {
    const height = Math.max(value > 0 ? 2 : 0, (value / most) * (HEIGHT - FOOT - HEAD));
    const x = index * step + (step - width) / 2;
    return draw("g", {}, draw("title", {}, `${label}: ${words(value)}`), draw("rect", { class: "hit", x: index * step, y: 0, width: step, height: HEIGHT - FOOT }), draw("rect", { class: "column", x, y: HEIGHT - FOOT - height, width, height, rx: 3 }), index % every === 0 && draw("text", { x: index * step + step / 2, y: HEIGHT - 6, "text-anchor": "middle" }, label.slice(5)));
  });
  const picture = draw("svg", { viewBox: `0 0 ${wide} ${HEIGHT}`, role: "img", "aria-label": title }, draw("line", { x1: 0, x2: wide, y1: HEIGHT - FOOT, y2: HEIGHT - FOOT }), draw("line", { class: "faint", x1: 0, x2: wide, y1: HEAD, y2: HEAD }), draw("text", { x: 0, y: HEAD - 6 }, words(most)), ...columns);
  const rows = points.map(({ label, value }) => make("tr", {}, make("th", { scope: "row" }, label), make("td", {}, words(value))));
  return make("figure", { class: "chart" }, picture, make("details", {}, make("summary", {}, say("chart.table")), make("table", {}, make("caption", { class: "unseen" }, title), make("tbody", {}, ...rows))));
}
