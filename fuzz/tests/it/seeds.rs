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
    ]
    .map(|body| [&[0, 100], body.as_bytes()].concat())
    .to_vec()
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

/// Two traces, and three answers of a program.
pub(crate) fn traces() -> Vec<Vec<u8>> {
    let joins = r#"{"at":0,"join":{"ticket":"1","user":"a","wait_ms":60000,"interests":["7","8"],"mood":[0,0,0,0,9,1,0,0]}}
{"at":40,"join":{"ticket":"2","user":"b","wait_ms":60000,"interests":["8"],"sex":"female","age":27,"region":[4,44]}}
{"at":50,"join":{"ticket":"3","user":"c","wait_ms":900,"wishes_sex":{"value":["male","other"],"firm":true}}}
"#;
    let wishes = r#"{"at":5,"join":{"ticket":"1","user":"a","wait_ms":60000,"reach_ms":90000,"age":30,"languages":[0,3],"wishes_ages":{"value":[20,40],"firm":false}}}
{"at":6,"join":{"ticket":"2","user":"b","wait_ms":60000,"region":[1,2],"wishes_near":{"value":"same-place","firm":true},"wishes_languages":{"value":[3],"firm":false}}}
{"at":7,"block":["a","b"]}
{"at":9,"join":{"ticket":"ffffffffffffffff","user":"d","wait_ms":60000,"blocks":["a"],"recents":[["b",5000]]}}
{"at":9000,"cancel":"1"}
"#;
    let traces = [joins, wishes].map(|lines| format!("{{\"trace\":1}}\n{lines}"));
    let answers = [r#"{"ready":1}"#, r#"{"choose":17,"weight":3}"#, r#"{"choose":null,"again_ms":10400}"#];
    traces.into_iter().chain(answers.map(str::to_owned)).map(String::into_bytes).collect()
}
