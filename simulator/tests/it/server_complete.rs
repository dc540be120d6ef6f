//! The whole platform over HTTP: media, codes, WeChat's own pages, settings.

use crate::server::{post, start, start_bot, until};
use serde_json::{Value, json};
use wechat_simulator::server::{Config, Running, Simulator};
use wechat_simulator::{Account, AccountKind, BubbleKind, Format, PhoneId, TemplateKind};

async fn token(http: &reqwest::Client, simulator: &Running) -> String {
    let account = Account::example();
    let body =
        json!({ "grant_type": "client_credential", "appid": account.app_id, "secret": account.app_secret });
    let (_, answer) = post(http, simulator, "/cgi-bin/stable_token", body).await;
    answer["access_token"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn files_go_up_and_come_down() {
    let (simulator, _bot, http) = start().await;
    let token = token(&http, &simulator).await;
    let mut jpeg = b"\xff\xd8\xff\xe0".to_vec();
    jpeg.resize(3 * 1024 * 1024, 1);
    let part = reqwest::multipart::Part::bytes(jpeg.clone()).file_name("a.jpg");
    let url = format!("{}/cgi-bin/media/upload?access_token={token}&type=image", simulator.api_base());
    let form = reqwest::multipart::Form::new().part("media", part);
    let answer: Value = http.post(url).multipart(form).send().await.unwrap().json().await.unwrap();
    let id = answer["media_id"].as_str().unwrap();
    let url = format!("{}/cgi-bin/media/get?access_token={token}&media_id={id}", simulator.api_base());
    let file = http.get(url).send().await.unwrap();
    assert_eq!(file.headers()["content-type"], "image/jpeg");
    assert!(file.headers()["content-disposition"].to_str().unwrap().starts_with("attachment; filename="));
    assert_eq!(file.bytes().await.unwrap(), jpeg);
    // What a phone shows is the same file.
    let shown = http.get(format!("{}/simulator/media/{id}", simulator.api_base())).send().await.unwrap();
    assert_eq!(shown.bytes().await.unwrap(), jpeg);
    // A film behind an <img> shows a picture; its own address brings the film.
    simulator.with_platform(|p| p.send_video(PhoneId(1)).unwrap());
    let film =
        simulator.with_platform(|p| p.screen(PhoneId(1)).unwrap().last().unwrap().media_id.clone().unwrap());
    for (accept, expected) in [("image/webp,*/*", "image/svg+xml"), ("*/*", "video/mp4")] {
        let url = format!("{}/simulator/media/{film}", simulator.api_base());
        let answer = http.get(url).header("accept", accept).send().await.unwrap();
        assert_eq!(answer.headers()["content-type"], expected);
    }
    let url = format!("{}/simulator/phones/1/image", simulator.api_base());
    let sent = http.post(url).header("content-type", "image/jpeg").body(jpeg).send().await.unwrap();
    assert_eq!(sent.status(), 200);
    let kind = simulator.with_platform(|p| p.screen(PhoneId(1)).unwrap().last().unwrap().kind);
    assert_eq!(kind, BubbleKind::Image);
}

#[tokio::test]
async fn a_code_is_drawn_and_scanned() {
    let (simulator, bot, http) = start().await;
    let token = token(&http, &simulator).await;
    let body = json!({ "action_name": "QR_SCENE", "action_info": { "scene": { "scene_id": 9 } } });
    let (_, made) =
        post(&http, &simulator, &format!("/cgi-bin/qrcode/create?access_token={token}"), body).await;
    let ticket = made["ticket"].as_str().unwrap();
    let picture = |format: &str| {
        let url = format!("{}/cgi-bin/showqrcode", simulator.api_base());
        http.get(url).query(&[("ticket", ticket), ("format", format)]).send()
    };
    let png = picture("png").await.unwrap();
    assert_eq!(png.headers()["content-type"], "image/png");
    assert!(png.bytes().await.unwrap().starts_with(b"\x89PNG"));
    assert!(picture("svg").await.unwrap().text().await.unwrap().contains("<path"));
    let unknown = format!("{}/cgi-bin/showqrcode?ticket=x", simulator.api_base());
    assert_eq!(http.get(unknown).send().await.unwrap().status(), 404);
    post(&http, &simulator, "/simulator/phones/1", json!({ "do": "scan_ticket", "ticket": ticket })).await;
    until(|| bot.bodies.lock().unwrap().iter().any(|b| b.contains("<![CDATA[SCAN]]>"))).await;
}

#[tokio::test]
async fn a_visitor_logs_in_through_the_page() {
    let (simulator, _bot, http) = start().await;
    let http_bare =
        reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let account = Account::example();
    let link = format!(
        "{}/connect/oauth2/authorize?appid={}&redirect_uri=http%3A%2F%2Fbot.invalid%2Fback&response_type=code\
         &scope=snsapi_userinfo&state=1",
        simulator.api_base(),
        account.app_id
    );
    let who = http.get(&link).send().await.unwrap();
    assert!(who.headers()["content-security-policy"].to_str().unwrap().contains("frame-ancestors 'self'"));
    let who = who.text().await.unwrap();
    assert!(who.contains("小明") && who.contains("&amp;simulator_phone=1\""), "{who}");
    let ask = http.get(format!("{link}&simulator_phone=1")).send().await.unwrap().text().await.unwrap();
    assert!(ask.contains("允许") && ask.contains("simulator_answer=yes"), "{ask}");
    let no = http.get(format!("{link}&simulator_phone=1&simulator_answer=no")).send().await.unwrap();
    assert_eq!(no.status(), 200);
    let yes = http_bare.get(format!("{link}&simulator_phone=1&simulator_answer=yes")).send().await.unwrap();
    assert_eq!(yes.status(), 302);
    let address = yes.headers()["location"].to_str().unwrap().to_owned();
    let code = reqwest::Url::parse(&address)
        .unwrap()
        .query_pairs()
        .find(|(n, _)| n == "code")
        .unwrap()
        .1
        .into_owned();
    let url = format!("{}/sns/oauth2/access_token", simulator.api_base());
    let query = [
        ("appid", account.app_id.as_str()),
        ("secret", &account.app_secret),
        ("code", &code),
        ("grant_type", "authorization_code"),
    ];
    let answer: Value = http.get(url).query(&query).send().await.unwrap().json().await.unwrap();
    let openid = simulator.with_platform(|p| p.openid(PhoneId(1)).unwrap().to_owned());
    assert_eq!(answer["openid"], openid);
    let wrong = http.get(link.replace("snsapi_userinfo", "x")).send().await.unwrap().text().await.unwrap();
    assert!(wrong.contains("10005"), "{wrong}");
}

#[tokio::test]
async fn a_person_agrees_to_one_message() {
    let (simulator, _bot, _http) = start().await;
    let http =
        reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let template = simulator.with_platform(|p| p.one_time_template().to_owned());
    let link = format!(
        "{}/mp/subscribemsg?action=get_confirm&appid={}&scene=3&template_id={template}\
         &redirect_url=http%3A%2F%2Fbot.invalid%2Fok&simulator_phone=2",
        simulator.api_base(),
        Account::example().app_id
    );
    assert!(http.get(&link).send().await.unwrap().text().await.unwrap().contains("确认"));
    let yes = http.get(format!("{link}&simulator_answer=yes")).send().await.unwrap();
    assert!(yes.headers()["location"].to_str().unwrap().contains("action=confirm"));
    let token = token(&http, &simulator).await;
    let openid = simulator.with_platform(|p| p.openid(PhoneId(2)).unwrap().to_owned());
    let body = json!({ "touser": openid, "template_id": template, "scene": 3, "title": "来信",
        "data": { "content": { "value": "有一封信" } } });
    let path = format!("/cgi-bin/message/template/subscribe?access_token={token}");
    assert_eq!(post(&http, &simulator, &path, body).await.1["errcode"], 0);
}

#[tokio::test]
async fn settings_change_while_it_runs() {
    let (simulator, bot, http) = start().await;
    let change = json!({ "kind": "personal", "format": "json" });
    let (status, answer) = post(&http, &simulator, "/simulator/account", change).await;
    assert_eq!((status, &answer), (200, &json!({ "kind": "personal", "mode": "plain", "format": "json" })));
    assert_eq!(
        simulator.with_platform(|p| (p.account().kind, p.account().format)),
        (AccountKind::Personal, Format::Json)
    );
    let (status, answer) = post(&http, &simulator, "/simulator/account", json!({ "mode": "secure" })).await;
    assert_eq!(status, 400, "{answer}");
    let (status, _) =
        post(&http, &simulator, "/simulator/behaviours", json!({ "grants_add_up": true })).await;
    assert!(status == 200 && simulator.with_platform(|p| p.behaviours().grants_add_up));
    let new = json!({ "kind": "notice", "title": "来信", "content": "{{thing1.DATA}}" });
    let (_, made) = post(&http, &simulator, "/simulator/templates", new).await;
    let id = made["template"].as_str().unwrap().to_owned();
    assert_eq!(simulator.with_platform(|p| p.templates(TemplateKind::Notice).count()), 1);
    *bot.answer.lock().unwrap() = (200, "success".into());
    for deed in [
        json!({ "do": "answer_subscription", "answers": { id.as_str(): true }, "scene": "page" }),
        json!({ "do": "refuse_templates", "refuse": true }),
        json!({ "do": "menu_pictures", "key": "p", "source": "album", "count": 2 }),
        json!({ "do": "menu_scan", "key": "s", "result": "42" }),
        json!({ "do": "unknown", "msg_type": "hologram", "fields": { "Depth": "3" } }),
        json!({ "do": "mini_program", "title": "t", "app_id": "wx1", "page": "p" }),
        json!({ "do": "report_location", "latitude": 1.0, "longitude": 2.0 }),
    ] {
        let (status, answer) = post(&http, &simulator, "/simulator/phones/1", deed.clone()).await;
        assert_eq!(status, 200, "{deed} {answer}");
    }
    let (status, _) =
        post(&http, &simulator, "/simulator/phones/1", json!({ "do": "scan_ticket", "ticket": "x" })).await;
    assert_eq!(status, 409);
}

#[tokio::test]
async fn callback_check_knows_who_answered() {
    let (simulator, _bot, http) = start().await;
    let token = token(&http, &simulator).await;
    let body = json!({ "action": "all", "check_operator": "DEFAULT" });
    let path = format!("/cgi-bin/callback/check?access_token={token}");
    assert_eq!(post(&http, &simulator, &path, body).await.1["dns"][0]["ip"], "127.0.0.1");
}

#[tokio::test]
async fn a_container_is_probed_and_served_without_signatures() {
    let (bot, url) = start_bot().await;
    let account = Account::example().in_cloud_hosting().with_format(Format::Json);
    let config = Config::new(([127, 0, 0, 1], 0).into(), account).with_callback(url);
    let simulator = Simulator::start(config).await.unwrap();
    until(|| bot.bodies.lock().unwrap().len() == 3).await;
    let bodies = bot.bodies.lock().unwrap().clone();
    assert_eq!(bodies[0], r#"{"action":"CheckContainerPath"}"#);
    assert!(bodies[1..].iter().all(|b| b.contains("\"subscribe\"")), "{bodies:?}");
    let sources = bot.sources.lock().unwrap().clone();
    assert!(sources.len() == 3 && sources.iter().all(Option::is_some), "{sources:?}");
    let openid = simulator.with_platform(|p| p.openid(PhoneId(1)).unwrap().to_owned());
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let body = json!({ "touser": openid, "msgtype": "text", "text": { "content": "欢迎" } });
    assert_eq!(post(&http, &simulator, "/cgi-bin/message/custom/send", body).await.1["errcode"], 0);
}
