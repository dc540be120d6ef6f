#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| driftbottle_fuzz::lexicon(data));
