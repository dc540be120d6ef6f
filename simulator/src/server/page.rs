//! The page of phones: files compiled into the program, and stand-in pictures.

use super::shared::State;
use axum::extract::{Path, State as Extract};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";

/// Path, content type, content.
const ASSETS: &[(&str, &str, &str)] = &[
    ("/", HTML, include_str!("../../page/index.html")),
    ("/style.css", CSS, include_str!("../../page/style.css")),
    ("/phone.css", CSS, include_str!("../../page/phone.css")),
    ("/app.js", JS, include_str!("../../page/app.js")),
    ("/link.js", JS, include_str!("../../page/link.js")),
    ("/words.js", JS, include_str!("../../page/words.js")),
    ("/phone.js", JS, include_str!("../../page/phone.js")),
    ("/bubble.js", JS, include_str!("../../page/bubble.js")),
    ("/ledger.js", JS, include_str!("../../page/ledger.js")),
    ("/journal.js", JS, include_str!("../../page/journal.js")),
    ("/clock.js", JS, include_str!("../../page/clock.js")),
    ("/faults.js", JS, include_str!("../../page/faults.js")),
    ("/visit.css", CSS, include_str!("../../page/visit.css")),
    ("/dom.js", JS, include_str!("../../page/dom.js")),
];

pub(super) async fn asset(uri: Uri) -> Response {
    match ASSETS.iter().find(|(path, ..)| *path == uri.path()) {
        Some((_, kind, content)) => {
            ([(header::CONTENT_TYPE, *kind), (header::CACHE_CONTROL, "no-cache")], *content).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// What a media id names while it lives; else, and where a picture is asked for and it is none, a picture in
/// two colours that follow from the name.
pub(super) async fn media(
    Extract(state): Extract<State>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Response {
    let accept = headers.get(header::ACCEPT).and_then(|h| h.to_str().ok()).unwrap_or_default();
    let for_picture = accept.starts_with("image/");
    match state.platform().media_file(&id).filter(|(kind, _)| !for_picture || kind.starts_with("image/")) {
        Some((kind, bytes)) => ([(header::CONTENT_TYPE, kind)], bytes).into_response(),
        None => picture(&id),
    }
}

fn picture(id: &str) -> Response {
    let hash = id.bytes().fold(7u32, |h, b| h.wrapping_mul(31).wrapping_add(u32::from(b)));
    let (one, other) = (hash % 360, (hash / 360) % 360);
    let svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 120 90'><defs><linearGradient id='g' x2='1' y2='1'>\
         <stop stop-color='hsl({one} 60% 70%)'/><stop offset='1' stop-color='hsl({other} 55% 50%)'/>\
         </linearGradient></defs><rect width='120' height='90' fill='url(#g)'/>\
         <circle cx='88' cy='26' r='10' fill='#fff' opacity='.8'/>\
         <path d='M0 90 40 44l26 28 16-16 38 34z' fill='#fff' opacity='.55'/></svg>"
    );
    ([(header::CONTENT_TYPE, "image/svg+xml")], svg).into_response()
}
