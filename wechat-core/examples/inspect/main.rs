//! Shows what a callback body says: one JSON object, whatever the body's format and protection.
//!
//! ```text
//! $ cargo run -p driftbottle-wechat-core --example inspect -- body.xml
//! {"create_time":1790000000,"fields":{"Content":"hello"},"from":"oExample","kind":"text","known":true,"msg_id":"7","to":"gh_0a1b2c3d4e5f"}
//!
//! $ cargo run -p driftbottle-wechat-core --example inspect -- \
//!     --token T --aes-key K --app-id A --msg-signature S --timestamp N --nonce N sealed.xml
//! ```
//!
//! The body is read from the file, or from standard input when it is called `-`. With a key the body must be sealed;
//! with a signature it must be signed. A body that is refused gives exit code 2 and `{"error":…}`.
//!
//! `kind` is the type of the message or, for events and notices, their name, in lower case. `known` says whether the
//! library has a struct for it. `fields` holds every other field under its name on the wire: a repeated one as an
//! array, a nested one as an object, everything else as text. `problem` appears when the body is well-formed but a
//! field is not what its kind promises.

mod args;
mod report;
mod sealed;

use std::io::Read as _;
use std::process::ExitCode;

use args::Args;
use serde_json::{Value, json};
use wechat_core::limits::BODY_MAX_BYTES;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    let (answer, code) = match run() {
        Ok(report) => (report, ExitCode::SUCCESS),
        Err(error) => (json!({ "error": error.to_string() }), ExitCode::from(2)),
    };
    println!("{answer}");
    code
}

fn run() -> Outcome<Value> {
    let args = Args::parse(std::env::args().skip(1))?;
    let body = read(&args.file)?;
    if args.is_signed() || args.aes_key.is_some() {
        report::of(&sealed::open(&args, &body)?)
    } else {
        report::of(&body)
    }
}

/// One byte more than a push may have, so that a longer one is noticed and not cut.
fn read(file: &str) -> Outcome<Vec<u8>> {
    let mut body = Vec::new();
    let limit = u64::try_from(BODY_MAX_BYTES)? + 1;
    if file == "-" {
        std::io::stdin().take(limit).read_to_end(&mut body)?;
    } else {
        std::fs::File::open(file)?.take(limit).read_to_end(&mut body)?;
    }
    if body.len() > BODY_MAX_BYTES {
        return Err(format!("the body has more than {BODY_MAX_BYTES} bytes").into());
    }
    Ok(body)
}
