const DAY = 86_400_000;

/** A made-up CDR file, for who has none at hand. */
export function sampleFile(records = 20_000) {
  const from = Date.UTC(2026, 0, 1);
  const time = (ms) => new Date(ms).toISOString().slice(0, 19).replace("T", " ");
  const lines = [];
  for (let id = 1; id <= records; id++) {
    const card = (id * 7919) % 60;
    const start = from + ((id / records) * 14 + Math.sin(id) * 0.5 + 0.5) * DAY;
    const size = Math.round((1 + Math.sin(id / 1500)) * 400_000 + ((id * 104_729) % 300_000));
    lines.push(`${id},${time(start)},${time(start + 600_000)},898520001234${String(card).padStart(8, "0")},45400${String(card).padStart(10, "0")},${size},86000000000${String(card).padStart(4, "0")},31041${card % 2}`);
  }
  return new File([lines.join("\n")], "cdr_sample.csv");
}
