#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| docparity_fuzz::records(data));
