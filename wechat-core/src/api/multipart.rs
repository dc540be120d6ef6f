//! `multipart/form-data` with one file, as uploads want it.

use sha1::{Digest as _, Sha1};

/// One file under one field name.
pub(super) struct Multipart<'a> {
    pub(super) field: &'static str,
    pub(super) file_name: &'a str,
    pub(super) content_type: &'a str,
    pub(super) bytes: &'a [u8],
}

impl Multipart<'_> {
    /// The `Content-Type` and the body.
    pub(super) fn write(&self) -> (String, Vec<u8>) {
        let boundary = self.boundary();
        let head = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{}\"; filename=\"{}\"; filelength={}\r\n\
             Content-Type: {}\r\n\r\n",
            self.field,
            quoted(self.file_name),
            self.bytes.len(),
            self.content_type,
        );
        let tail = format!("\r\n--{boundary}--\r\n");
        let mut body = Vec::with_capacity(head.len() + self.bytes.len() + tail.len());
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(self.bytes);
        body.extend_from_slice(tail.as_bytes());
        (format!("multipart/form-data; boundary={boundary}"), body)
    }

    /// A line that does not occur in the file: made from its hash, because nothing here draws random numbers.
    fn boundary(&self) -> String {
        let mut hash = Sha1::new_with_prefix(self.bytes);
        loop {
            let boundary = format!("driftbottle-{}", const_hex::encode(hash.clone().finalize()));
            if memchr::memmem::find(self.bytes, boundary.as_bytes()).is_none() {
                return boundary;
            }
            hash.update(boundary.as_bytes());
        }
    }
}

/// A file name as a quoted string: browsers escape the quote and line breaks so.
fn quoted(name: &str) -> String {
    name.chars().fold(String::with_capacity(name.len()), |mut quoted, c| {
        match c {
            '"' => quoted.push_str("%22"),
            c if c.is_control() => quoted.push('_'),
            c => quoted.push(c),
        }
        quoted
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_leave_their_quotes() {
        let file = Multipart {
            field: "media",
            file_name: "a\"\r\nX: y.png",
            content_type: "image/png",
            bytes: b"\r\n--",
        };
        let (content_type, body) = file.write();
        let boundary = content_type.strip_prefix("multipart/form-data; boundary=").unwrap();
        let body = String::from_utf8(body).unwrap();
        assert!(body.contains("filename=\"a%22__X: y.png\""), "{body}");
        assert_eq!(body.matches(boundary).count(), 2);
        assert!(body.ends_with(&format!("\r\n\r\n\r\n--\r\n--{boundary}--\r\n")), "{body}");
    }
}
