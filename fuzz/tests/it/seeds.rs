//! Valid inputs to damage, all of our own making.

use driftbottle_fuzz::seal_for_open_envelope;
use wechat_core::inbound::Format;

const HEAD: &str = "<xml><ToUserName><![CDATA[gh_0a1b2c3d4e5f]]></ToUserName>\
    <FromUserName><![CDATA[oExample_openid_of_a_person1]]></FromUserName><CreateTime>1790000000</CreateTime>";

pub(crate) fn xml() -> Vec<Vec<u8>> {
    [
        "<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[今天好累 &]]></Content><MsgId>7</MsgId></xml>",
        "<MsgType>text</MsgType><Content>a &lt; b ]] &#128512;</Content><bizmsgmenuid>1</bizmsgmenuid><MsgId>7</MsgId></xml>\n",
        "<MsgType>image</MsgType><MediaId>m</MediaId><PicUrl>http://x</PicUrl><MsgId>7</MsgId></xml>",
        "<MsgType>event</MsgType><Event>subscribe</Event><EventKey><![CDATA[qrscene_1]]></EventKey></xml>",
        "<MsgType>event</MsgType><Event>scancode_push</Event><EventKey>k</EventKey>\n <ScanCodeInfo><ScanType>qrcode</ScanType><ScanResult>r</ScanResult></ScanCodeInfo></xml>",
        "<MsgType>event</MsgType><Event>new_event</Event><List><item><A>1</A></item><item/></List></xml>",
    ]
    .map(|tail| format!("{HEAD}{tail}").into_bytes())
    .to_vec()
}

pub(crate) fn json() -> Vec<Vec<u8>> {
    [
        r#""MsgType":"text","Content":"a\n\u4f60\"","MsgId":7}"#,
        r#""MsgType":"event","Event":"new","List":[{"A":1},{"A":[true,null,-1.5e3]}]}"#,
        r#""MsgType":"miniprogrampage","MsgId":"7","Title":"t","AppId":"wx1","PagePath":"p"}"#,
    ]
    .map(|tail| {
        let head = r#"{"ToUserName":"gh_0a1b2c3d4e5f","FromUserName":"oExample_openid_of_a_person1","CreateTime":"1790000000","#;
        format!("{head}{tail}").into_bytes()
    })
    .to_vec()
}

pub(crate) fn envelopes() -> Vec<Vec<u8>> {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let xml = xml().into_iter().map(|body| seal_for_open_envelope(&text(body), Format::Xml, &[1; 16]));
    let json = json().into_iter().map(|body| seal_for_open_envelope(&text(body), Format::Json, &[2; 16]));
    let whole: Vec<_> = xml.chain(json).collect();
    // Damaged cipher texts are signed anew by the body, so damage reaches the decryption.
    let bare = whole.iter().filter_map(|seed| {
        let words = seed.split(|byte| !(byte.is_ascii_alphanumeric() || b"+/=".contains(byte)));
        words.max_by_key(|word| word.len()).map(<[u8]>::to_vec)
    });
    bare.chain(whole.iter().cloned()).collect()
}

pub(crate) fn answers() -> Vec<Vec<u8>> {
    // 200 is 100 more than the two bytes say.
    [
        r#"{"errcode":0,"errmsg":"ok"}"#,
        r#"{"access_token":"a-token","expires_in":7200}"#,
        r#"{"errcode":40003,"errmsg":"invalid openid [oExample_openid_of_a_person1_and_more_than_that] rid: 65a1b2c3-0a1b2c3d-4e5f6071"}"#,
        r#"{"ip_list":["127.0.0.1"]}"#,
        r#"{"media_id":"m","created_at":"1790000000","type":"image"}"#,
        r#"{"video_url":"http://x/1"}"#,
        r#"{"menu":{"button":[{"name":"a","type":"click","key":"k","sub_button":[]},{"name":"b","sub_button":[{"name":"c","type":"view","url":"http://x"}]}],"menuid":1}}"#,
        r#"{"subscribe":1,"openid":"oX","subscribe_scene":"ADD_SCENE_QR_CODE","tagid_list":[1],"qr_scene":7}"#,
        r#"{"access_token":"a","expires_in":7200,"refresh_token":"r","openid":"oX","scope":"s","is_snapshotuser":1}"#,
        r#"{"openid":"oX","session_key":"AAECAwQFBgcICQoLDA0ODw==","unionid":"u"}"#,
        r#"{"ticket":"T==","expire_seconds":60,"url":"http://x/q"}"#,
        r#"{"quota":{"daily_limit":"10","used":1,"remain":9}}"#,
        r#"{"phone_info":{"phoneNumber":"1","purePhoneNumber":"1","countryCode":86,"watermark":{"timestamp":1,"appid":"wx1"}}}"#,
        r#"{"trace_id":"t","result":{"suggest":"risky","label":20003},"detail":[{"strategy":"keyword","errcode":0,"prob":90.5}]}"#,
        r#"{"risk_rank":2,"unoin_id":7}"#,
        r#"{"errcode":"45009","errmsg":"reach max api daily quota limit"}"#,
    ]
    .map(|body| [&[0, 100], body.as_bytes()].concat())
    .to_vec()
}

pub(crate) fn session_data() -> Vec<Vec<u8>> {
    let watermark = r#""watermark":{"appid":"wx0123456789abcdef","timestamp":1789999990}"#;
    let mut seeds = [
        format!(r#"{{"phoneNumber":"1","countryCode":"86",{watermark}}}"#),
        format!(r#"{{"openGId":"tG",{watermark}}}"#),
        r#"{"watermark":{"appid":"wxother","timestamp":1789999990}}"#.to_owned(),
    ]
    .map(|plain| [&[0], plain.as_bytes()].concat())
    .to_vec();
    seeds.push([&[1][..], &[7; 64]].concat());
    seeds.push(b"\x02AAAA AAA|AAAAAAAAAAAAAAAAAAAAAA==|00|AAECAwQFBgcICQoLDA0ODw==".to_vec());
    seeds
}

pub(crate) fn queries() -> Vec<Vec<u8>> {
    let plain = "signature=61e972be51feb93066441b0caf7c8d20cfd1c615&timestamp=1790000000&nonce=42";
    [
        format!("{plain}&echostr=%34%33"),
        format!("{plain}&openid=oX&encrypt_type=aes&msg_signature=00"),
        format!("{plain}&nonce=1"),
    ]
    .map(String::into_bytes)
    .to_vec()
}
