//! The program as a process of its own.

use serde_json::Value;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How long it may take to be ready.
const READY: Duration = Duration::from_secs(30);

/// The program at work; it is killed when dropped.
pub(crate) struct Program {
    child: Child,
    lines: Receiver<String>,
    errors: Arc<Mutex<String>>,
    reader: Option<JoinHandle<()>>,
}

/// The program, not started yet: no credentials, no configuration, free ports.
pub(crate) fn command(directory: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_official-account"));
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy().into_owned();
        if name.starts_with("WECHAT_") || name.starts_with("DRIFTBOTTLE_") {
            command.env_remove(name);
        }
    }
    command.current_dir(directory).env_remove("RUST_LOG");
    command.args(["--listen", "127.0.0.1:0", "--simulator-listen", "127.0.0.1:0"]);
    command
}

impl Program {
    pub(crate) fn start(command: &mut Command) -> Self {
        let piped = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = piped.spawn().unwrap();
        let (sender, lines) = channel();
        let out = BufReader::new(child.stdout.take().unwrap());
        std::thread::spawn(move || out.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        let errors = Arc::new(Mutex::new(String::new()));
        let (mut err, kept) = (child.stderr.take().unwrap(), Arc::clone(&errors));
        let reader = std::thread::spawn(move || {
            let mut chunk = [0; 4096];
            while let Ok(length @ 1..) = err.read(&mut chunk) {
                kept.lock().unwrap().push_str(&String::from_utf8_lossy(&chunk[..length]));
            }
        });
        Self { child, lines, errors, reader: Some(reader) }
    }

    /// Starts it with `--print json` and waits for the line.
    pub(crate) fn ready(command: &mut Command) -> (Self, Value) {
        let program = Self::start(command.args(["--print", "json"]));
        let line = program.line();
        let ready: Value = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"));
        assert_eq!(ready["ready"], true);
        (program, ready)
    }

    /// The next line on standard output.
    pub(crate) fn line(&self) -> String {
        self.lines.recv_timeout(READY).unwrap_or_else(|_| panic!("no line; it says: {}", self.errors()))
    }

    /// Lines on standard output up to one with these words.
    pub(crate) fn line_with(&self, words: &str) -> String {
        loop {
            let line = self.line();
            if line.contains(words) {
                return line;
            }
        }
    }

    /// What it has written to standard error so far.
    pub(crate) fn errors(&self) -> String {
        self.errors.lock().unwrap().clone()
    }

    /// SIGKILL: nothing is flushed, nothing said.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// SIGINT or SIGTERM.
    pub(crate) fn signal(&self, name: &str) {
        let command = format!("kill -{name} {}", self.child.id());
        assert!(Command::new("sh").args(["-c", &command]).status().unwrap().success());
    }

    /// Waits for its end; gives what is left on standard output and all of standard error.
    pub(crate) fn end(mut self, within: Duration) -> (ExitStatus, String, String) {
        let end = Instant::now() + within;
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(Instant::now() < end, "it does not end; it says: {}", self.errors());
            std::thread::sleep(Duration::from_millis(20));
        };
        self.reader.take().unwrap().join().unwrap();
        let rest: Vec<_> = self.lines.iter().collect();
        (status, rest.join("\n"), self.errors())
    }

    /// Stops it as Ctrl-C does.
    pub(crate) fn stop(self) -> (String, String) {
        self.signal("INT");
        let (status, out, errors) = self.end(Duration::from_secs(15));
        assert!(status.success(), "{status}: {errors}");
        (out, errors)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if std::thread::panicking() {
            eprintln!("--- the program said:\n{}", self.errors());
        }
    }
}
