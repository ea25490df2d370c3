import { readFileSync, writeFileSync } from "node:fs";
import { StepFailed } from "../steps.mjs";
import { segments, withoutZeros } from "./sections.mjs";
import { unread } from "./unread.mjs";

// What panicking goes through, by its name without the hashes: functions that do not return.
const DIVERGING =
  /^<?(core::panicking|core::slice::.*_fail$|core::str::slice_error_fail|core::option::(unwrap|expect)_failed|core::result::unwrap_failed|core::cell::panic_|alloc::raw_vec::(handle_error|capacity_overflow)|alloc::alloc::handle_alloc_error|std::panicking|std::alloc::rust_oom|alloc::vec::Vec<.*>::\w+::assert_failed$|std::thread::local::panic_access_error|std::sys::backtrace|__rustc::(rust_begin_unwind|rust_panic|__rust_alloc_error_handler))/;

/** Whether a function of this name ends in a panic. */
export const diverges = (name) => DIVERGING.test(name.replace(/\[[0-9a-f]{16}\]/g, ""));

/**
 * Lets a panic trap where it begins. Nobody reads its message: the instance is made anew, and the caller is told of
 * an inner fault. Writing that message, for every bounds check, was a tenth of the receiver, and what was written
 * a twentieth of the client. `linked` is the same module as the linker left it, with relocations.
 */
export async function silencePanics(linked, from, to) {
  // Imported late: the file itself is loaded before the dependencies are installed.
  const { default: binaryen } = await import("binaryen");
  const module = binaryen.readBinary(readFileSync(from));
  const functions = Array.from({ length: module.getNumFunctions() }, (_, index) => binaryen.getFunctionInfo(module.getFunctionByIndex(index)));
  const diverging = functions.filter(({ name, module: imported }) => !imported && diverges(name));
  if (diverging.length === 0) throw new StepFailed(`${from}: no function of a panic was found by its name; did the compiler rename them, or were the names stripped?`);
  for (const { name, params, results } of diverging) {
    module.removeFunction(name);
    module.addFunction(name, params, results, [], module.unreachable());
  }
  const bytes = Buffer.from(module.emitBinary());
  module.dispose();
  const ranges = unread(readFileSync(linked), diverges);
  if (ranges.length === 0) throw new StepFailed(`${linked}: everything in its data is read; did the linker leave no names?`);
  for (const { address, start, end } of segments(bytes)) {
    for (const range of ranges) {
      const at = start + range.address - address;
      if (at >= start && at + range.length <= end) bytes.fill(0, at, at + range.length);
    }
  }
  writeFileSync(to, withoutZeros(bytes));
}
