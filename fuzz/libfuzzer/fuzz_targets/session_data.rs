#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| driftbottle_fuzz::session_data(data));
