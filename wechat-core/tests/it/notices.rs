//! Pushes whose envelope names no sender, or names it otherwise.

use wechat_core::Inbound;
use wechat_core::inbound::{Event, InboundError, InboundKind, NoticeKind, Push};

use crate::samples::{OPENID, xml};

fn notice(body: &str) -> wechat_core::inbound::Notice {
    match Push::parse(body.as_bytes()).unwrap() {
        Push::Notice(notice) => notice,
        other => panic!("{other:?}"),
    }
}

#[test]
fn notices_to_third_party_platforms() {
    let of = |info_type: &str, fields: &str| {
        notice(&format!(
            "<xml><AppId>wx1</AppId><CreateTime>1413192760</CreateTime><InfoType>{info_type}</InfoType>{fields}</xml>"
        ))
    };
    let ticket = of("component_verify_ticket", "<ComponentVerifyTicket>t</ComponentVerifyTicket>");
    assert_eq!(ticket.app_id.as_ref().unwrap().as_str(), "wx1");
    assert_eq!(ticket.created_at.unwrap().as_secs(), 1_413_192_760);
    assert!(
        matches!(&ticket.kind, NoticeKind::ComponentTicket(found) if found.ticket.as_deref() == Some("t"))
    );
    let account = "<AuthorizerAppid>wx2</AuthorizerAppid><AuthorizationCode>c</AuthorizationCode>";
    assert!(
        matches!(of("Authorized", account).kind, NoticeKind::Authorized(found) if found.code.as_deref() == Some("c"))
    );
    assert!(matches!(of("updateauthorized", account).kind, NoticeKind::AuthorizationUpdated(_)));
    assert!(matches!(of("unauthorized", account).kind, NoticeKind::Unauthorized(_)));
    let registered = of("notify_third_fasteregister", "<appid>wx3</appid><status>0</status>");
    assert!(matches!(registered.kind, NoticeKind::FastRegistered(found) if found.status == Some(0)));
    let NoticeKind::Unknown(unknown) = of("brand_new", "<A>1</A>").kind else { panic!() };
    assert_eq!((unknown.msg_type.as_str(), unknown.fields.get("A")), ("brand_new", Some("1")));
    assert_ne!(of("unauthorized", account).dedup_key(), of("authorized", account).dedup_key());
    assert_eq!(of("unauthorized", account).dedup_key(), of("unauthorized", account).dedup_key());
}

#[test]
fn a_media_check_without_an_envelope() {
    let body = r#"{"appid":"wx1","trace_id":"t","MsgType":"event","Event":"wxa_media_check","detail":{"errcode":0}}"#;
    let found = notice(body);
    assert!(matches!(&found.kind, NoticeKind::Event(Event::MediaChecked(check)) if check.details.len() == 1));
    assert_eq!((found.created_at, found.kind.name()), (None, "wxa_media_check"));
    assert_eq!(Inbound::parse(body.as_bytes()), Err(InboundError::Missing { field: "ToUserName" }));
}

#[test]
fn a_change_of_a_users_data_names_the_user_itself() {
    let bodies = [
        format!(
            r#"{{"CreateTime":1,"Event":"user_authorization_revoke","openid":"{OPENID}","appid":"wx1","revoke_info":"301"}}"#
        ),
        format!(
            "<xml><CreateTime>1</CreateTime><MsgType>event</MsgType><Event>USER_AUTHORIZATION_REVOKE</Event>\
             <OpenID>{OPENID}</OpenID><AppID>wx1</AppID><RevokeInfo>301</RevokeInfo></xml>"
        ),
    ];
    let [json, xml] = bodies.map(|body| Inbound::parse(body.as_bytes()).unwrap());
    assert_eq!((json.from.as_str(), json.to.as_str()), (OPENID, "wx1"));
    assert_eq!(json, xml);
    let InboundKind::Event(Event::AuthorizationRevoked(change)) = json.kind else { panic!() };
    assert_eq!(change.revoke_info.as_deref(), Some("301"));
}

#[test]
fn the_names_of_other_things_are_no_names_of_people() {
    let card = r#"{"CreateTime":1,"MsgType":"miniprogrampage","AppId":"wx1","openid":"o1","MsgId":1,"Title":"","PagePath":""}"#;
    assert_eq!(Push::parse(card.as_bytes()).unwrap_err(), InboundError::Missing { field: "ToUserName" });
}

#[test]
fn the_clouds_probe() {
    for body in [r#"{"action":"CheckContainerPath"}"#, "<xml><action>CheckContainerPath</action></xml>"] {
        assert_eq!(notice(body).kind, NoticeKind::ContainerProbe);
    }
    for body in ["{}", "<xml/>", r#"{"action":"Something"}"#] {
        assert_eq!(Push::parse(body.as_bytes()).unwrap_err(), InboundError::Missing { field: "ToUserName" });
    }
}

#[test]
fn a_push_with_a_sender_is_no_notice() {
    let body =
        xml("<MsgType>text</MsgType><Content>a</Content><MsgId>7</MsgId><InfoType>authorized</InfoType>");
    let push = Push::parse(body.as_bytes()).unwrap();
    assert_eq!(push.dedup_key(), Inbound::parse(body.as_bytes()).unwrap().dedup_key());
    assert!(matches!(push, Push::Inbound(_)));
}
