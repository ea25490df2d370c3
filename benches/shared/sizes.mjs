import { appendFileSync } from "node:fs";

/** Prints sizes in bytes, and leaves them for the report where one is being written. */
export function showSizes(work, sizes) {
  console.log(`\n${work}: bytes raw, gzip, brotli`);
  const width = Math.max(...sizes.map(({ name }) => name.length));
  for (const { name, ...size } of sizes) {
    console.log(`  ${name.padEnd(width)}${[size.raw, size.gzip, size.brotli].map((bytes) => bytes.toLocaleString("en").padStart(11)).join("")}`);
  }
  if (process.env.EIOT_BENCH_RESULTS) appendFileSync(process.env.EIOT_BENCH_RESULTS, `${JSON.stringify({ work, sizes })}\n`);
}
