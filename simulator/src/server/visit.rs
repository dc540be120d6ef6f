//! WeChat's own pages in the in-app browser: `/connect/oauth2/authorize`, `/mp/subscribemsg`, and the picture
//! of a QR code at `/cgi-bin/showqrcode`.
//!
//! A real browser knows whose phone it is on. Here the link says so with `simulator_phone`, or the page asks;
//! `simulator_answer` is `yes` or `no`, the button that was pressed.

use super::shared::State;
use crate::{PageProblem, PhoneId, Scope, parameter};
use axum::extract::{RawQuery, State as Extract};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// These pages stand in the frame of a phone.
const POLICY: &str = "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; \
                      frame-ancestors 'self'";

/// Who is asked what, and what was answered.
struct Visit {
    /// The link's own query, without the simulator's parameters.
    query: String,
    phone: Option<PhoneId>,
    answer: Option<bool>,
}

impl Visit {
    fn read(query: &str) -> Self {
        let own: Vec<&str> = query.split('&').filter(|p| !p.starts_with("simulator_")).collect();
        let phone = parameter(query, "simulator_phone").and_then(|p| p.parse().ok()).map(PhoneId);
        let answer = match parameter(query, "simulator_answer").as_deref() {
            Some("yes") => Some(true),
            Some("no") => Some(false),
            _ => None,
        };
        Self { query: own.join("&"), phone, answer }
    }

    fn link(&self, phone: PhoneId, answer: Option<&str>) -> String {
        let answer = answer.map(|a| format!("&simulator_answer={a}")).unwrap_or_default();
        escape(&format!("?{}&simulator_phone={}{answer}", self.query, phone.0))
    }
}

pub(super) async fn authorize(Extract(state): Extract<State>, RawQuery(query): RawQuery) -> Response {
    let visit = Visit::read(&query.unwrap_or_default());
    let page = match state.platform().login_page(&visit.query) {
        Ok(page) => page,
        Err(problem) => return refuse(problem),
    };
    let Some(phone) = visit.phone else { return who(&state, &visit) };
    match (page.scope, visit.answer) {
        (Scope::UserInfo, None) => {
            ask(&state, &visit, phone, "申请获取你的昵称、头像、地区及性别", ["允许", "拒绝"])
        }
        (Scope::UserInfo, Some(false)) => html("微信", "<p>你没有同意，页面已经关闭。</p>"),
        _ => {
            let address = state.platform().agree_to_login(phone, &visit.query);
            go_on(address)
        }
    }
}

pub(super) async fn consent(Extract(state): Extract<State>, RawQuery(query): RawQuery) -> Response {
    let visit = Visit::read(&query.unwrap_or_default());
    if let Err(problem) = state.platform().check_consent_page(&visit.query) {
        return refuse(problem);
    }
    let Some(phone) = visit.phone else { return who(&state, &visit) };
    let Some(agreed) = visit.answer else {
        return ask(&state, &visit, phone, "想给你发一条消息", ["确认", "取消"]);
    };
    let address = state.platform().answer_consent(phone, &visit.query, agreed);
    state.changed();
    go_on(address)
}

/// PNG; SVG with `format=svg`.
pub(super) async fn show_qr(Extract(state): Extract<State>, RawQuery(query): RawQuery) -> Response {
    let query = query.unwrap_or_default();
    let ticket = parameter(&query, "ticket").unwrap_or_default();
    let platform = state.platform();
    let drawn = if parameter(&query, "format").as_deref() == Some("svg") {
        platform.qr_svg(&ticket).map(|svg| ("image/svg+xml", svg.into_bytes()))
    } else {
        platform.qr_png(&ticket).map(|png| ("image/png", png))
    };
    match drawn {
        Ok((kind, bytes)) => ([(header::CONTENT_TYPE, kind)], bytes).into_response(),
        Err(error) => (StatusCode::NOT_FOUND, error.to_string()).into_response(),
    }
}

fn go_on(address: Result<String, PageProblem>) -> Response {
    match address.map(|a| HeaderValue::from_str(&a)) {
        Ok(Ok(address)) => (StatusCode::FOUND, [(header::LOCATION, address)]).into_response(),
        Ok(Err(_)) => refuse(PageProblem::RedirectUri),
        Err(problem) => refuse(problem),
    }
}

fn refuse(problem: PageProblem) -> Response {
    html("微信", &format!("<p class=\"problem\">{}</p>", escape(&problem.to_string())))
}

/// Asks whose browser this is.
fn who(state: &State, visit: &Visit) -> Response {
    let platform = state.platform();
    let entry = |id: PhoneId| {
        let name = platform.name(id).unwrap_or_default();
        format!("<li><a href=\"{}\">{}</a></li>", visit.link(id, None), escape(name))
    };
    let list: String = platform.phones().map(entry).collect();
    html("谁的手机？", &format!("<p>这个链接在谁的手机里打开？</p><ul>{list}</ul>"))
}

/// Asks the person; two buttons.
fn ask(state: &State, visit: &Visit, phone: PhoneId, what: &str, [yes, no]: [&str; 2]) -> Response {
    let platform = state.platform();
    let Ok(name) = platform.name(phone) else { return refuse(PageProblem::UnknownPhone) };
    let body = format!(
        "<p class=\"who\">{}</p><p>{} {what}</p><p class=\"buttons\"><a class=\"yes\" href=\"{}\">{yes}</a>\
         <a class=\"no\" href=\"{}\">{no}</a></p>",
        escape(name),
        escape(&platform.account().name),
        visit.link(phone, Some("yes")),
        visit.link(phone, Some("no")),
    );
    html("微信", &body)
}

fn html(title: &str, body: &str) -> Response {
    let page = format!(
        "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>{title}</title>\
         <link rel=\"stylesheet\" href=\"/style/visit.css\"><main>{body}</main></html>"
    );
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, page).into_response()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_simulators_parameters_stay_out_of_the_query() {
        let visit = Visit::read("appid=1&simulator_phone=2&state=%22&simulator_answer=no");
        assert_eq!(visit.query, "appid=1&state=%22");
        assert_eq!((visit.phone, visit.answer), (Some(PhoneId(2)), Some(false)));
        assert_eq!(
            visit.link(PhoneId(3), Some("yes")),
            "?appid=1&amp;state=%22&amp;simulator_phone=3&amp;simulator_answer=yes"
        );
    }
}
