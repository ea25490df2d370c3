#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| eiotclub_fuzz::targets::cdr(data));
