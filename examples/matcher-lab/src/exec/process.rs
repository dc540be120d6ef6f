//! The program: started, asked, and ended, whatever it does.

use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::thread;
use std::time::Duration;

use matchmaking::lab::{Answer, Ask};
use rustix::process::{Pid, Signal, kill_process_group};

use crate::error::ExecError;

/// A running program. Lines go to it and come from it on threads of their own, so that one that neither reads nor
/// answers costs its patience and nothing else.
pub(super) struct Process {
    child: Child,
    to: Sender<Out>,
    from: Receiver<Vec<u8>>,
    patience: Duration,
    asked: u64,
}

/// What the writing thread does.
enum Out {
    Line(String),
    Flush,
}

impl Process {
    /// Starts a command line of the shell, in a process group of its own.
    pub(super) fn start(command: &str, patience_ms: u64) -> Result<Self, ExecError> {
        let failed =
            |error: std::io::Error| ExecError::Start { command: command.to_owned(), kind: error.kind() };
        let mut child = Command::new("sh")
            .args(["-c", command])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .process_group(0)
            .spawn()
            .map_err(failed)?;
        let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
        let missing = || failed(std::io::ErrorKind::BrokenPipe.into());
        let (to, out) = channel();
        // One answer at a time is expected: who chatters is made to wait.
        let (answers, from) = sync_channel(4);
        let mut process = Self { child, to, from, patience: Duration::from_millis(patience_ms), asked: 0 };
        match (stdin, stdout) {
            (Some(stdin), Some(stdout)) => {
                thread::spawn(move || write_lines(stdin, &out));
                thread::spawn(move || read_lines(stdout, &answers));
                Ok(process)
            }
            _ => {
                process.end();
                Err(missing())
            }
        }
    }

    /// Which question was the last, from 0.
    pub(super) fn asked(&self) -> u64 {
        self.asked.saturating_sub(1)
    }

    /// A line that is not answered.
    pub(super) fn tell(&mut self, ask: &Ask) -> Result<(), ExecError> {
        let deaf = |_| ExecError::Deaf { asked: self.asked, kind: std::io::ErrorKind::BrokenPipe };
        self.to.send(Out::Line(ask.line())).map_err(deaf)
    }

    /// A line, and the answer to it.
    pub(super) fn ask(&mut self, ask: &Ask) -> Result<Answer, ExecError> {
        let asked = self.asked;
        self.asked += 1;
        // A program that is gone is found out by its missing answer.
        let _ = self.to.send(Out::Line(ask.line())).and_then(|()| self.to.send(Out::Flush));
        let line = self.from.recv_timeout(self.patience).map_err(|error| match error {
            RecvTimeoutError::Timeout => {
                let after_ms = u64::try_from(self.patience.as_millis()).unwrap_or(u64::MAX);
                ExecError::TimedOut { after_ms, asked }
            }
            RecvTimeoutError::Disconnected => ExecError::Ended { asked },
        })?;
        Answer::read(&line).map_err(|source| ExecError::Answer { asked, source })
    }

    /// Ends the program and all it started.
    fn end(&mut self) {
        let group = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw);
        if let Some(group) = group {
            let _ = kill_process_group(group, Signal::KILL);
        }
        let _ = self.child.wait();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.end();
    }
}

fn write_lines(to: impl Write, lines: &Receiver<Out>) {
    let mut to = BufWriter::new(to);
    for line in lines {
        let written = match line {
            Out::Line(line) => writeln!(to, "{line}"),
            Out::Flush => to.flush(),
        };
        if written.is_err() {
            return;
        }
    }
}

/// Hands over line after line; of one that is too long, as much as shows that it is.
fn read_lines(from: impl Read, lines: &SyncSender<Vec<u8>>) {
    let mut from = BufReader::new(from);
    loop {
        let mut line = Vec::new();
        let most = Answer::LONGEST as u64 + 2;
        match from.by_ref().take(most).read_until(b'\n', &mut line) {
            Ok(0) | Err(_) => return,
            Ok(_) => {}
        }
        if lines.send(line).is_err() {
            return;
        }
    }
}
