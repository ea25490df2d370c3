// Usage per card, and records as objects, of one CDR file.

import { compareAll } from "./shared/compare.mjs";
import { cdrRecords, cdrTotals } from "./shared/works/cdr.mjs";

const rows = process.env.EIOT_BENCH_CDR_ROWS ? Number(process.env.EIOT_BENCH_CDR_ROWS) : undefined;
await compareAll(cdrTotals(rows), { rounds: 9 });
await compareAll(cdrRecords(rows), { rounds: 9 });
