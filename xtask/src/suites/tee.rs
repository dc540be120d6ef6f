//! A child whose output is shown as it comes and read for counts.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Command, Stdio};
use std::thread;

use anyhow::{Context, Result, anyhow};

use super::Counts;

/// Runs the command; whether it succeeded, and the sum of its closing lines.
pub(super) fn run(mut command: Command) -> Result<(bool, Counts)> {
    eprintln!("$ {}", describe(&command));
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .context("starting cargo")?;
    let (Some(stdout), Some(stderr)) = (child.stdout.take(), child.stderr.take()) else {
        return Err(anyhow!("the child has no pipes"));
    };
    let errors = thread::spawn(move || copy(stderr, io::stderr()));
    let mut counts = copy(stdout, io::stdout())?;
    counts += errors.join().map_err(|_| anyhow!("reading the child's errors broke off"))??;
    Ok((child.wait()?.success(), counts))
}

fn copy(from: impl Read, mut to: impl Write) -> io::Result<Counts> {
    let mut reader = BufReader::new(from);
    let mut counts = Counts::default();
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line)? > 0 {
        to.write_all(&line)?;
        to.flush()?;
        let text = String::from_utf8_lossy(&line);
        let plain = anstream::adapter::strip_str(&text).to_string();
        if let Some(found) = Counts::of_line(&plain) {
            counts += found;
        }
        line.clear();
    }
    Ok(counts)
}

fn describe(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn output_is_passed_on_whole_and_counted_through_colour() {
        let printed = "one\n\u{1b}[32;1m     Summary\u{1b}[0m [   0.1s] 2 tests run: 1 passed, 1 failed, 0 skipped\ntail";
        let mut shown = Vec::new();
        let counts = copy(printed.as_bytes(), &mut shown).unwrap();
        assert_eq!(shown, printed.as_bytes());
        assert_eq!(counts, Counts { passed: 1, failed: 1 });
    }

    #[test]
    fn failure_is_told_from_success() {
        assert!(run(Command::new("true")).unwrap().0);
        assert!(!run(Command::new("false")).unwrap().0);
        assert!(run(Command::new("no-such-program-anywhere")).is_err());
    }
}
