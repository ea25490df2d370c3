// Ours over theirs on a logarithmic scale: a dot for each contestant, left of the line where ours is quicker.

const OURS = "eiotclub";
const ROW = 18;
const HEAD = 26;
const LEFT = 360;
const WIDTH = 900;
const FROM = 1 / 64;
const TO = 8;

const x = (ratio) => LEFT + ((Math.log2(Math.min(TO, Math.max(FROM, ratio))) - Math.log2(FROM)) / (Math.log2(TO) - Math.log2(FROM))) * (WIDTH - LEFT - 60);
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** An SVG that follows the reader's light or dark scheme. */
export function chart(times) {
  const parts = [];
  let y = 30;
  for (const { work, input, rows } of times.filter(({ rows }) => rows.length > 1)) {
    parts.push(`<text x="8" y="${y + 14}" class="head">${escaped(`${work}: ${input}`)}</text>`);
    y += HEAD;
    for (const { name, ratio, low, high, scale } of rows) {
      if (name === OURS) continue;
      const kind = scale ? "scale" : ratio <= 1 ? "won" : "lost";
      parts.push(
        `<text x="${LEFT - 12}" y="${y + 4}" class="name">${escaped(name)}</text>`,
        `<line x1="${x(low).toFixed(1)}" x2="${x(high).toFixed(1)}" y1="${y}" y2="${y}" class="${kind}"/>`,
        `<circle cx="${x(ratio).toFixed(1)}" cy="${y}" r="4" class="${kind}"/>`,
        `<text x="${(x(Math.max(ratio, high)) + 9).toFixed(1)}" y="${y + 4}" class="figure">${ratio.toFixed(2)}</text>`,
      );
      y += ROW;
    }
    y += 10;
  }
  const height = y + 24;
  const ticks = [];
  for (let ratio = FROM; ratio <= TO; ratio *= 2) {
    const label = ratio < 1 ? `1/${1 / ratio}` : String(ratio);
    ticks.push(`<line x1="${x(ratio)}" x2="${x(ratio)}" y1="22" y2="${y}" class="${ratio === 1 ? "one" : "tick"}"/><text x="${x(ratio)}" y="${y + 16}" class="axis">${label}</text>`);
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, sans-serif" font-size="12" role="img" aria-label="Time of this package over time of each contestant, logarithmic; left of 1 this package is quicker">
<style>
  text { fill: #1f2933 } .head { font-weight: 600 } .name { text-anchor: end } .axis { text-anchor: middle; fill: #5f6c7b } .figure { fill: #5f6c7b; font-size: 11px }
  line { stroke-width: 2 } .tick { stroke: #d8dee6; stroke-width: 1 } .one { stroke: #5f6c7b; stroke-width: 1.5 }
  .won { stroke: #0b7a55; fill: #0b7a55 } .lost { stroke: #b3400f; fill: #b3400f } .scale { stroke: #7b8794; fill: #7b8794 }
  @media (prefers-color-scheme: dark) { text { fill: #e4e7eb } .axis, .figure { fill: #9aa5b1 } .tick { stroke: #323f4b } .one { stroke: #9aa5b1 } .won { stroke: #3ebd93; fill: #3ebd93 } .lost { stroke: #f9703e; fill: #f9703e } }
</style>
<text x="${x(1) - 8}" y="14" class="name">ours is quicker</text><text x="${x(1) + 8}" y="14">theirs is</text>
${ticks.join("\n")}
${parts.join("\n")}
</svg>
`;
}
