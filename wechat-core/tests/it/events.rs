//! Events that report something, in both formats and with the quirks of each.

use wechat_core::Inbound;
use wechat_core::inbound::{Event, InboundError, InboundKind, SendOutcome};

use crate::samples::{self, json, xml};

fn parse(body: &str) -> Result<Event, InboundError> {
    match Inbound::parse(body.as_bytes())?.kind {
        InboundKind::Event(event) => Ok(event),
        other => panic!("{other:?}"),
    }
}

fn from_xml(name: &str, fields: &str) -> Event {
    parse(&xml(&format!("<MsgType>event</MsgType><Event>{name}</Event>{fields}"))).unwrap()
}

fn from_json(name: &str, members: &str) -> Event {
    parse(&json(&format!(r#""MsgType":"event","Event":"{name}"{members}"#))).unwrap()
}

#[test]
fn every_documented_name_is_known_in_any_case_and_keeps_its_name() {
    let place = "<SendLocationInfo><Location_X>1</Location_X><Location_Y>2</Location_Y></SendLocationInfo>\
        <Latitude>1</Latitude><Longitude>2</Longitude><Precision>3</Precision>\
        <ScanCodeInfo><ScanType>q</ScanType><ScanResult>r</ScanResult></ScanCodeInfo><EventKey>k</EventKey>";
    for name in Event::NAMES {
        for spelled in [name.to_ascii_lowercase(), name.to_ascii_uppercase()] {
            let event = from_xml(&spelled, place);
            assert!(!matches!(event, Event::Unknown(_)), "{name}");
            assert!(event.name() == *name || *name == "FREEPUBLISHJOBFINISH", "{name} is {}", event.name());
            assert!(Event::is_known(&spelled));
        }
    }
    assert!(
        matches!(from_xml("card_pass_check", ""), Event::Unknown(_)) && !Event::is_known("card_pass_check")
    );
}

#[test]
fn a_template_report_says_what_became_of_it() {
    let outcome = |status: &str| {
        let fields = format!("<MsgID>200163836</MsgID><Status><![CDATA[{status}]]></Status>");
        let Event::TemplateSent(report) = from_xml("TEMPLATESENDJOBFINISH", &fields) else { panic!() };
        assert_eq!(report.msg_id.as_deref(), Some("200163836"));
        report.outcome()
    };
    assert_eq!(outcome("success"), SendOutcome::Delivered);
    assert_eq!(outcome("failed:user block"), SendOutcome::Blocked);
    assert_eq!(outcome("failed: system failed"), SendOutcome::Failed);
    assert_eq!(outcome("?"), SendOutcome::Other);
}

#[test]
fn a_mass_report_with_its_lists() {
    let xml = "<MsgID>10</MsgID><Status>err(30003)</Status><TotalCount>9</TotalCount><FilterCount>8</FilterCount>\
        <SentCount>7</SentCount><ErrorCount>1</ErrorCount><CopyrightCheckResult><Count>2</Count><ResultList>\
        <item><ArticleIdx>1</ArticleIdx><AuditState>2</AuditState></item><item><ArticleIdx>2</ArticleIdx></item>\
        </ResultList><CheckState>2</CheckState></CopyrightCheckResult>\
        <ArticleUrlResult><Count>1</Count><ResultList><item><ArticleIdx>1</ArticleIdx><ArticleUrl>u</ArticleUrl></item>\
        </ResultList></ArticleUrlResult>";
    let members = r#","MsgID":10,"Status":"err(30003)","TotalCount":9,"FilterCount":"8","SentCount":7,"ErrorCount":1,
        "CopyrightCheckResult":{"Count":2,"ResultList":[{"ArticleIdx":1,"AuditState":2},{"ArticleIdx":2}],"CheckState":2},
        "ArticleUrlResult":{"ResultList":{"ArticleIdx":1,"ArticleUrl":"u"}}"#;
    let name = "MASSSENDJOBFINISH";
    let Event::MassSent(report) = from_xml(name, xml) else { panic!() };
    assert_eq!(
        (report.total, report.filtered, report.sent, report.failed),
        (Some(9), Some(8), Some(7), Some(1))
    );
    assert_eq!(report.checks.iter().map(|check| check.index).collect::<Vec<_>>(), [Some(1), Some(2)]);
    assert_eq!((report.check_state, report.checks[0].audit_state), (Some(2), Some(2)));
    assert_eq!(report.articles[0].url.as_deref(), Some("u"));
    assert_eq!(Event::MassSent(report), from_json(name, members), "JSON says the same");
}

#[test]
fn a_publication() {
    let xml = "<PublishEventInfo><publish_id>3</publish_id><publish_status>0</publish_status><article_id>\n\
        <![CDATA[a-1]]>\n</article_id><article_detail><count>1</count><item><idx>1</idx><article_url>u</article_url></item>\
        </article_detail><fail_idx>1</fail_idx><fail_idx>2</fail_idx></PublishEventInfo>";
    let Event::Published(report) = from_xml("PUBLISHJOBFINISH", xml) else { panic!() };
    assert_eq!((report.publish_id.as_deref(), report.status), (Some("3"), Some(0)));
    assert_eq!((report.article_id.as_deref(), report.articles[0].index), (Some("a-1"), Some(1)));
    assert_eq!(report.failed, ["1", "2"]);
}

#[test]
fn subscription_lists_in_all_their_forms() {
    let item = "<TemplateId>t</TemplateId><SubscribeStatusString>accept</SubscribeStatusString><PopupScene>2</PopupScene>";
    let entry = r#"{"TemplateId":"t","SubscribeStatusString":"accept","PopupScene":"2"}"#;
    let name = "subscribe_msg_popup_event";
    let forms = [
        (from_xml(name, &format!("<SubscribeMsgPopupEvent><List>{item}</List></SubscribeMsgPopupEvent>")), 1),
        (
            from_xml(
                name,
                &format!(
                    "<SubscribeMsgPopupEvent><List>{item}</List><List>{item}</List></SubscribeMsgPopupEvent>"
                ),
            ),
            2,
        ),
        (from_json(name, &format!(r#","List":{entry}"#)), 1),
        (from_json(name, &format!(r#","List":[{entry},{entry}]"#)), 2),
        (from_json(name, &format!(r#","SubscribeMsgPopupEvent":{{"List":[{entry}]}}"#)), 1),
    ];
    for (event, count) in forms {
        let Event::SubscribeMessagePopup(popup) = &event else { panic!() };
        assert_eq!(popup.answers.len(), count);
        assert!(popup.answers.iter().all(|answer| answer.is_accepted() && answer.scene == Some(2)));
        assert_eq!(event.key(), "t");
    }
    let Event::SubscribeMessageChange(change) = from_json(
        "subscribe_msg_change_event",
        r#","List":[{"TemplateId":"t","SubscribeStatusString":"reject"}]"#,
    ) else {
        panic!()
    };
    assert!(!change.answers[0].is_accepted());
    let Event::SubscribeMessageSent(report) = from_json(
        "subscribe_msg_sent_event",
        r#","List":[{"TemplateId":"t","MsgID":"170","ErrorCode":"0","ErrorStatus":"success"}]"#,
    ) else {
        panic!()
    };
    assert_eq!((report.sent[0].msg_id.as_deref(), report.sent[0].error_code), (Some("170"), Some(0)));
}

#[test]
fn pictures_and_places_chosen_from_the_menu() {
    let xml = "<EventKey>k</EventKey><SendPicsInfo><Count>2</Count><PicList><item><PicMd5Sum>a</PicMd5Sum></item>\
        <item><PicMd5Sum>b</PicMd5Sum></item></PicList></SendPicsInfo>";
    let members =
        r#","EventKey":"k","SendPicsInfo":{"Count":2,"PicList":[{"PicMd5Sum":"a"},{"PicMd5Sum":"b"}]}"#;
    for name in ["pic_sysphoto", "pic_photo_or_album", "pic_weixin"] {
        let event = from_xml(name, xml);
        let (Event::PicturesTaken(pictures)
        | Event::PicturesTakenOrChosen(pictures)
        | Event::PicturesChosen(pictures)) = &event
        else {
            panic!()
        };
        assert_eq!((pictures.count, pictures.md5_sums.len(), event.key()), (Some(2), 2, "k"));
        assert_eq!(event, from_json(name, members));
        assert_eq!(samples::inbound(InboundKind::Event(event)).grants(), None);
    }
    let place = "<EventKey>k</EventKey><SendLocationInfo><Location_X><![CDATA[31]]></Location_X><Location_Y>121.5</Location_Y>\
        <Scale>15</Scale><Label>here</Label><Poiname></Poiname></SendLocationInfo>";
    let Event::LocationChosen(chosen) = from_xml("location_select", place) else { panic!() };
    assert!((chosen.latitude, chosen.longitude, chosen.scale) == (31.0, 121.5, Some(15.0)));
    assert_eq!((chosen.label.as_deref(), chosen.poi_name), (Some("here"), None));
}

#[test]
fn media_checks_of_both_versions() {
    let detail = r#"{"strategy":"content_model","errcode":0,"suggest":"pass","label":100,"prob":90}"#;
    for form in [format!("[{detail}]"), detail.to_owned()] {
        let members = format!(
            r#","appid":"wx1","trace_id":"t-1","version":2,"detail":{form},"errcode":0,"result":{{"suggest":"pass","label":100}}"#
        );
        let event = from_json("wxa_media_check", &members);
        let Event::MediaChecked(check) = &event else { panic!() };
        assert!(check.is_passed());
        assert_eq!(
            (check.details.len(), check.details[0].probability.as_deref(), event.key()),
            (1, Some("90"), "t-1")
        );
    }
    let old = |risky: &str, status: &str| {
        let fields =
            format!("<isrisky>{risky}</isrisky><trace_id>t</trace_id><status_code>{status}</status_code>");
        let Event::MediaChecked(check) = from_xml("wxa_media_check", &fields) else { panic!() };
        check.is_passed()
    };
    assert!(old("0", "0"));
    assert!(!old("1", "0") && !old("0", "4294966288") && !old("", ""));
}

#[test]
fn agents_reviews_and_records() {
    let Event::AgentSessionMoved(moved) =
        from_xml("kf_switch_session", "<FromKfAccount>a@x</FromKfAccount><ToKfAccount>b@x</ToKfAccount>")
    else {
        panic!()
    };
    assert_eq!((moved.from.as_deref(), moved.to.as_deref()), (Some("a@x"), Some("b@x")));
    let Event::ReleaseRefused(review) = from_xml(
        "weapp_audit_fail",
        "<Reason>1:<![CDATA[<br>]]></Reason><FailTime>1488856591</FailTime><ScreenShot>x|y</ScreenShot>",
    ) else {
        panic!()
    };
    assert_eq!(review.at.map(wechat_core::Timestamp::as_secs), Some(1_488_856_591));
    assert_eq!(review.reason.as_deref(), Some("1:<br>"));
    let Event::AppealDecided(appeal) = from_xml(
        "wxa_appeal_record",
        "<appeal_record_id>4</appeal_record_id><material><illegal_material><content>c</content></illegal_material>\
         <appeal_material><reason>r</reason><proof_material_id>1</proof_material_id><proof_material_id>2</proof_material_id>\
         </appeal_material></material><material/>",
    ) else {
        panic!()
    };
    assert_eq!(appeal.materials[0].proofs, ["1", "2"]);
    let Event::PrivacyReviewed(review) =
        from_xml("wxa_privacy_apply", "<result_info><api_name>a</api_name><status>3</status></result_info>")
    else {
        panic!()
    };
    assert_eq!((review.api_name.as_deref(), review.status), (Some("a"), Some(3)));
}

#[test]
fn numbers_that_are_none_are_named() {
    let body = xml("<MsgType>event</MsgType><Event>MASSSENDJOBFINISH</Event><TotalCount>many</TotalCount>");
    let expected = InboundError::Invalid { field: "TotalCount", expected: "a whole number" };
    assert_eq!(parse(&body).unwrap_err(), expected);
}

#[test]
fn reports_in_one_second_have_keys_of_their_own() {
    let key = |id: u32| {
        let body =
            xml(&format!("<MsgType>event</MsgType><Event>TEMPLATESENDJOBFINISH</Event><MsgID>{id}</MsgID>"));
        Inbound::parse(body.as_bytes()).unwrap().dedup_key()
    };
    assert_ne!(key(1), key(2));
    assert_eq!(key(1), key(1));
}
