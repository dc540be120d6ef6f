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
        "<MsgType>event</MsgType><Event>MASSSENDJOBFINISH</Event><MsgID>1</MsgID><TotalCount>9</TotalCount><ArticleUrlResult><ResultList><item><ArticleIdx>1</ArticleIdx><ArticleUrl>u</ArticleUrl></item></ResultList></ArticleUrlResult></xml>",
        "<MsgType>event</MsgType><Event>subscribe_msg_popup_event</Event><SubscribeMsgPopupEvent><List><TemplateId>t</TemplateId></List><List/></SubscribeMsgPopupEvent></xml>",
        "<Event>user_authorization_revoke</Event><OpenID>o</OpenID><AppID>a</AppID><RevokeInfo>1</RevokeInfo></xml>",
        "<MsgType>event</MsgType><Event>new_event</Event><List><item><A>1</A></item><item/></List></xml>",
    ]
    .map(|tail| format!("{HEAD}{tail}").into_bytes())
    .to_vec()
}

pub(crate) fn json() -> Vec<Vec<u8>> {
    [
        r#""MsgType":"text","Content":"a\n\u4f60\"","MsgId":7}"#,
        r#""MsgType":"event","Event":"new","List":[{"A":1},{"A":[true,null,-1.5e3]}]}"#,
        r#""MsgType":"event","Event":"wxa_media_check","trace_id":"t","detail":[{"errcode":0,"prob":90}],"result":{"suggest":"pass","label":100}}"#,
        r#""MsgType":"event","Event":"subscribe_msg_sent_event","List":{"TemplateId":"t","MsgID":"1","ErrorCode":"0"}}"#,
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

/// Models of two and of three classes, trained on a few sentences.
pub(crate) fn models() -> Vec<Vec<u8>> {
    use matchmaking::emotion::{Corpus, TrainingConfig, train};
    let corpora = [
        "sadness\t今天好难过\nhappiness\t今天好开心\nsadness\t难过想哭\nhappiness\t开心地笑",
        "none\t今天开会\nfear\t好怕打雷\nnone\t今天上课\nanger\t气死我了\nfear\t怕黑\nanger\t真的气死",
    ];
    let model = |tsv: &str| {
        let corpus = Corpus::read(tsv).unwrap();
        train(&corpus, &TrainingConfig::default(), &mut |_| {}).unwrap().write()
    };
    corpora.map(model).to_vec()
}

/// Lists as users write them.
pub(crate) fn lists() -> Vec<Vec<u8>> {
    let lists = [
        "# ours\nhappiness 5 开心 高兴\nsadness 7 想哭 T_T\ndegree 150 很\nafter 160 死了\nnot 不\nbut 但是\nif 如果\nnone 开心果",
        "词语,词性种类,词义数,词义序号,情感分类,强度,极性\n愉快,adj,1,1,PA,7,1\n心酸,adj,1,1,NB,5,2\n",
        "胆寒\tverb\t1\t1\tNI\t7\t2",
        "label\ttext\nsadness\t好累\n1\t哈哈",
        "爬山 登山 hiking\n电影 影片",
    ];
    lists.map(|list| list.as_bytes().to_vec()).to_vec()
}
