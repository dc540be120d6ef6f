//! One file out of a `multipart/form-data` body, read as strictly as the platform does.
//!
//! RFC 7578. A part without a file name is no file there, and `Content-Length` of parts is ignored.

/// A file in the body.
pub(super) struct Part<'a> {
    pub(super) name: String,
    pub(super) bytes: &'a [u8],
}

/// The boundary of a content type.
fn boundary(content_type: &str) -> Option<&str> {
    let mut pieces = content_type.split(';');
    if !pieces.next()?.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let value = pieces.find_map(|piece| {
        let (name, value) = piece.split_once('=')?;
        name.trim().eq_ignore_ascii_case("boundary").then(|| value.trim())
    })?;
    let bare = value.strip_prefix('"').and_then(|v| v.strip_suffix('"')).unwrap_or(value);
    (!bare.is_empty() && bare.len() <= 70).then_some(bare)
}

/// The field of that name with a file name, if the body has one and is complete.
pub(super) fn file<'a>(content_type: &str, body: &'a [u8], field: &str) -> Option<Part<'a>> {
    let mark = format!("--{}", boundary(content_type)?);
    // Every part follows a boundary line; the first may stand at the very beginning.
    let mut rest = body.strip_prefix(mark.as_bytes()).or_else(|| {
        let at = find(body, format!("\r\n{mark}").as_bytes())?;
        body.get(at + 2 + mark.len()..)
    })?;
    let end = format!("\r\n{mark}");
    loop {
        let part = rest.strip_prefix(b"\r\n")?;
        let stop = find(part, end.as_bytes())?;
        let (content, tail) = part.split_at_checked(stop)?;
        if let Some(found) = read_part(content, field) {
            return Some(found);
        }
        rest = tail.get(end.len()..)?;
    }
}

fn read_part<'a>(part: &'a [u8], field: &str) -> Option<Part<'a>> {
    let head = find(part, b"\r\n\r\n")?;
    let (headers, bytes) = (std::str::from_utf8(part.get(..head)?).ok()?, part.get(head + 4..)?);
    let disposition = headers.split("\r\n").find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.trim().eq_ignore_ascii_case("content-disposition").then_some(value)
    })?;
    if parameter(disposition, "name")? != field {
        return None;
    }
    let name = parameter(disposition, "filename").filter(|name| !name.is_empty())?;
    Some(Part { name, bytes })
}

/// `name="value"` of a header, with `\"` undone.
fn parameter(header: &str, name: &str) -> Option<String> {
    let (_, tail) = header.match_indices(name).find_map(|(at, _)| {
        let before = header.get(..at)?.chars().last()?;
        let tail = header.get(at + name.len()..)?.trim_start().strip_prefix('=')?.trim_start();
        matches!(before, ';' | ' ' | '\t').then_some((at, tail))
    })?;
    let Some(quoted) = tail.strip_prefix('"') else {
        return Some(tail.split(';').next()?.trim().to_owned());
    };
    let mut value = String::new();
    let mut characters = quoted.chars();
    loop {
        match characters.next()? {
            '"' => return Some(value),
            '\\' => value.push(characters.next()?),
            other => value.push(other),
        }
    }
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TYPE: &str = "multipart/form-data; boundary=\"x1\"";

    fn body(disposition: &str, content: &[u8]) -> Vec<u8> {
        let mut body =
            b"--x1\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n--x1\r\n".to_vec();
        body.extend_from_slice(format!("content-disposition: form-data; {disposition}\r\n\r\n").as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n--x1--\r\n");
        body
    }

    #[test]
    fn the_file_is_found_among_other_parts() {
        let body = body("name=\"media\"; filename=\"a \\\"b\\\".png\"", b"\x89PNG\r\n--x2\r\n");
        let part = file(TYPE, &body, "media").unwrap();
        assert_eq!((part.name.as_str(), part.bytes), ("a \"b\".png", &b"\x89PNG\r\n--x2\r\n"[..]));
    }

    #[test]
    fn what_is_no_file_is_refused() {
        assert!(file(TYPE, &body("name=\"media\"", b"x"), "media").is_none(), "no file name");
        assert!(file(TYPE, &body("filename=\"media\"", b"x"), "media").is_none(), "no name");
        assert!(file(TYPE, &body("name=\"other\"; filename=\"a\"", b"x"), "media").is_none());
        assert!(file("application/json", &body("name=\"media\"; filename=\"a\"", b"x"), "media").is_none());
        let mut cut = body("name=\"media\"; filename=\"a\"", b"x");
        cut.truncate(cut.len() - 12);
        assert!(file(TYPE, &cut, "media").is_none(), "the end is missing");
    }

    proptest! {
        #[test]
        fn any_content_comes_out_as_it_went_in(content in proptest::collection::vec(any::<u8>(), 0..200)) {
            prop_assume!(find(&content, b"\r\n--x1").is_none());
            let body = body("name=media; filename=a.bin", &content);
            prop_assert_eq!(file(TYPE, &body, "media").unwrap().bytes, &content[..]);
        }

        #[test]
        fn garbage_never_panics(garbage in proptest::collection::vec(any::<u8>(), 0..200), kind in ".{0,60}") {
            let _ = file(&kind, &garbage, "media");
            let _ = file(TYPE, &garbage, "media");
        }
    }
}
