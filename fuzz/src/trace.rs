//! A trace of arrivals, and an answer of a program, from anybody.

use matchmaking::lab::{self, Answer, AnswerError, Settings, Source, Trace, TraceError, TraceLimits};
use matchmaking::{KeywordConfig, Keywords, Pool, PoolConfig};

/// Reads bytes as a trace and as an answer.
///
/// # Panics
///
/// If a trace that is read breaks a promise of the pool when replayed, does so differently a second time, or is read
/// though it is beyond the limits; if an error names a line that is not there.
pub fn trace(data: &[u8]) {
    answer(data);
    let mut limits = TraceLimits::default();
    limits.line_bytes = 4_096;
    limits.bytes = 65_536;
    limits.arrivals = 64;
    let lines = data.split(|&byte| byte == b'\n').count() as u64;
    let trace = match Trace::read(data, limits) {
        Ok(trace) => trace,
        Err(TraceError::Version) => return,
        Err(error) => {
            let line = line_of(&error).expect("it names its line");
            assert!((1..=lines).contains(&line), "{error}");
            return;
        }
    };
    assert!(trace.len() <= limits.arrivals && data.len() <= 65_536);
    assert!(data.split(|&byte| byte == b'\n').all(|line| line.len() <= limits.line_bytes));
    let replayed = || {
        let mut pool = Pool::new(PoolConfig::default(), Keywords::new(KeywordConfig::default()));
        let mut settings = Settings::default();
        settings.starves_after_ms = Some(10_000);
        lab::run(&mut pool, Source::Trace(&trace), 1, settings).expect("a trace has no bounds left to break")
    };
    let run = replayed();
    assert_eq!(run.violations.first, [], "whoever arrives, the rules hold");
    assert_eq!(run.log_hash, replayed().log_hash);
}

fn answer(data: &[u8]) {
    match Answer::read(data) {
        Ok(_) => assert!(data.len() <= Answer::LONGEST),
        Err(AnswerError::TooLong) => assert!(data.len() > Answer::LONGEST),
        Err(AnswerError::Protocol { version }) => assert_ne!(version, 1),
        Err(_) => {}
    }
}

fn line_of(error: &TraceError) -> Option<u64> {
    Some(match *error {
        TraceError::Io { line, .. }
        | TraceError::LineTooLong { line, .. }
        | TraceError::TooLong { line, .. }
        | TraceError::TooManyArrivals { line, .. }
        | TraceError::Malformed { line, .. }
        | TraceError::Time { line, .. }
        | TraceError::Field { line, .. }
        | TraceError::Ticket { line, .. }
        | TraceError::JoinedBefore { line }
        | TraceError::NotJoined { line } => line,
        _ => return None,
    })
}
