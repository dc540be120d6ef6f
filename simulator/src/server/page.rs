//! The page of phones: files compiled into the program, and stand-in pictures.

use super::shared::State;
use axum::extract::{Path, State as Extract};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";

/// The page itself.
const INDEX: &str = include_str!("../../page/index.html");
/// What it is for; CSS shows and hides by it before any script runs.
const ANY_BOT: &str = "data-bot=\"any\"";
const STRANGER_CHAT: &str = "data-bot=\"stranger\"";

/// Path, content type, content of a file of the page.
macro_rules! asset {
    ($kind:ident, $path:literal) => {
        (concat!("/", $path), $kind, include_str!(concat!("../../page/", $path)))
    };
}

/// Everything the page loads.
const ASSETS: &[(&str, &str, &str)] = &[
    asset!(JS, "app.js"),
    asset!(JS, "compare/compare.js"),
    asset!(JS, "compare/score.js"),
    asset!(JS, "core/clock.js"),
    asset!(JS, "core/dom.js"),
    asset!(JS, "core/early.js"),
    asset!(JS, "core/link.js"),
    asset!(JS, "core/settings.js"),
    asset!(JS, "core/world.js"),
    asset!(JS, "panel/account.js"),
    asset!(JS, "panel/faults.js"),
    asset!(JS, "panel/inspect.js"),
    asset!(JS, "panel/journal.js"),
    asset!(JS, "panel/pushes.js"),
    asset!(JS, "panel/tabs.js"),
    asset!(JS, "panel/tools.js"),
    asset!(JS, "panel/verdict.js"),
    asset!(JS, "phone/browser.js"),
    asset!(JS, "phone/bubble.js"),
    asset!(JS, "phone/input.js"),
    asset!(JS, "phone/ledger.js"),
    asset!(JS, "phone/menu.js"),
    asset!(JS, "phone/phone.js"),
    asset!(JS, "phone/sheet.js"),
    asset!(JS, "phone/stranger.js"),
    asset!(JS, "phone/text.js"),
    asset!(JS, "phone/ways.js"),
    asset!(JS, "play/captions.js"),
    asset!(JS, "play/player.js"),
    asset!(JS, "play/replay.js"),
    asset!(JS, "play/scenarios.js"),
    asset!(JS, "play/stage.js"),
    asset!(JS, "play/story.js"),
    asset!(CSS, "style/bubble.css"),
    asset!(CSS, "style/page.css"),
    asset!(CSS, "style/panel.css"),
    asset!(CSS, "style/phone.css"),
    asset!(CSS, "style/play.css"),
    asset!(CSS, "style/visit.css"),
    asset!(JS, "words/en.js"),
    asset!(JS, "words/script-en.js"),
    asset!(JS, "words/script-zh.js"),
    asset!(JS, "words/switches-en.js"),
    asset!(JS, "words/switches-zh.js"),
    asset!(JS, "words/words.js"),
    asset!(JS, "words/zh.js"),
];

/// The page, as the bot under test wants it.
pub(super) async fn index(Extract(state): Extract<State>) -> Response {
    let page = match state.second() {
        Some(_) => INDEX.replacen(ANY_BOT, STRANGER_CHAT, 1),
        None => INDEX.to_owned(),
    };
    ([(header::CONTENT_TYPE, HTML), (header::CACHE_CONTROL, "no-cache")], page).into_response()
}

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
