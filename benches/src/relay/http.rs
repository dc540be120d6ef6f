//! As much of HTTP as the load needs: a request's bytes, and where a response ends.

use anyhow::{Context as _, Result, ensure};
use memchr::memmem;

use crate::platform::Request;

/// The path of the callback.
pub(super) const PATH: &str = "/wechat";

/// The request as WeChat's servers send it.
pub(super) fn request_bytes(request: &Request) -> Vec<u8> {
    let Request { query, body } = request;
    let length = body.len();
    format!(
        "POST {PATH}?{query} HTTP/1.1\r\nUser-Agent: Mozilla/4.0\r\nAccept: */*\r\nHost: 127.0.0.1\r\n\
         Pragma: no-cache\r\nContent-Length: {length}\r\nContent-Type: text/xml\r\n\r\n{body}"
    )
    .into_bytes()
}

/// A response's body, once all of it is there; anything but 200 is an error.
pub(super) fn complete_body(response: &[u8]) -> Result<Option<&[u8]>> {
    let Some(end) = memmem::find(response, b"\r\n\r\n") else { return Ok(None) };
    let (head, rest) = response.split_at_checked(end + 4).context("a head ends inside")?;
    ensure!(head.starts_with(b"HTTP/1.1 200 "), "answered {}", String::from_utf8_lossy(head));
    let length = content_length(head).context("a response without a length")?;
    Ok(rest.get(..length))
}

fn content_length(head: &[u8]) -> Option<usize> {
    let head = std::str::from_utf8(head).ok()?;
    let header = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then_some(value)
    });
    header?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::complete_body;

    #[test]
    fn a_response_is_complete_when_its_whole_body_is_there() {
        let whole = b"HTTP/1.1 200 OK\r\ncontent-length: 7\r\n\r\nsuccess";
        assert_eq!(complete_body(whole).unwrap(), Some(&b"success"[..]));
        for end in 0..whole.len() {
            assert_eq!(complete_body(&whole[..end]).unwrap(), None, "{end} bytes");
        }
        assert!(complete_body(b"HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n").is_err());
        assert!(complete_body(b"HTTP/1.1 200 OK\r\n\r\n").is_err());
    }
}
