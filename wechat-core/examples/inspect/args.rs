//! The command line.

use crate::Outcome;

/// What was asked for.
#[derive(Default)]
pub(crate) struct Args {
    pub(crate) token: Option<String>,
    pub(crate) aes_key: Option<String>,
    pub(crate) app_id: Option<String>,
    pub(crate) msg_signature: Option<String>,
    pub(crate) signature: Option<String>,
    pub(crate) timestamp: Option<String>,
    pub(crate) nonce: Option<String>,
    pub(crate) file: String,
}

const USAGE: &str = "inspect [--token T --aes-key K --app-id A \
     [--msg-signature S --timestamp N --nonce N]] [--signature S] FILE|-";

impl Args {
    pub(crate) fn parse(mut words: impl Iterator<Item = String>) -> Outcome<Self> {
        let mut args = Self::default();
        let mut file = None;
        while let Some(word) = words.next() {
            let (name, inline) = match word.split_once('=') {
                Some((name, value)) if name.starts_with("--") => (name.to_owned(), Some(value.to_owned())),
                _ => (word, None),
            };
            let slot = match name.as_str() {
                "--token" => &mut args.token,
                "--aes-key" => &mut args.aes_key,
                "--app-id" => &mut args.app_id,
                "--msg-signature" => &mut args.msg_signature,
                "--signature" => &mut args.signature,
                "--timestamp" => &mut args.timestamp,
                "--nonce" => &mut args.nonce,
                option if option.starts_with("--") => {
                    return Err(format!("unknown option {option}; usage: {USAGE}").into());
                }
                _ if file.is_none() => {
                    file = Some(name);
                    continue;
                }
                _ => return Err(format!("more than one file; usage: {USAGE}").into()),
            };
            let value = inline.or_else(|| words.next());
            *slot = Some(value.ok_or_else(|| format!("{name} needs a value; usage: {USAGE}"))?);
        }
        args.file = file.ok_or_else(|| format!("no file; usage: {USAGE}"))?;
        Ok(args)
    }

    /// Whether a signature is to be checked.
    pub(crate) const fn is_signed(&self) -> bool {
        self.msg_signature.is_some() || self.signature.is_some()
    }
}
