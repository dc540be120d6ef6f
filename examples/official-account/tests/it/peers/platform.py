"""wechatpy as the other side.

platform.py platform CALLBACK API_PORT APP_ID SECRET TOKEN AES_KEY
    plays WeChat in secure mode: verifies the URL, pushes sealed messages, opens sealed replies, serves the API.
platform.py client API_BASE APP_ID SECRET OPENID
    plays a bot: fetches a token and sends a text.
"""

import json
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import requests
from wechatpy import WeChatClient
from wechatpy.client.api import WeChatMessage
from wechatpy.crypto import WeChatCrypto
from wechatpy.replies import deserialize_reply
from wechatpy.utils import WeChatSigner

ACCOUNT = "gh_5d7c2a9be104"


class Api(BaseHTTPRequestHandler):
    """Gives a token and takes customer-service messages."""

    secret = ""
    sent = []

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        path = self.path.partition("?")[0]
        if path == "/cgi-bin/stable_token":
            assert body["grant_type"] == "client_credential" and body["secret"] == self.secret
            answer = {"access_token": "a-token", "expires_in": 7200}
        elif path == "/cgi-bin/message/custom/send":
            assert self.path.endswith("access_token=a-token")
            Api.sent.append((body["touser"], body["text"]["content"]))
            answer = {"errcode": 0, "errmsg": "ok"}
        else:
            answer = {"errcode": 40066, "errmsg": "invalid url"}
        content = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


class Platform:
    """Signs, seals and posts what people say; opens what comes back."""

    def __init__(self, callback, app_id, token, key):
        self.callback, self.token = callback, token
        self.crypto = WeChatCrypto(token, key, app_id)
        self.next_id = 1

    def signature(self, *parts):
        signer = WeChatSigner()
        signer.add_data(self.token, *parts)
        return signer.signature

    def verify(self):
        query = {"timestamp": "1700000000", "nonce": "271828", "echostr": "5417834962"}
        query["signature"] = self.signature(query["timestamp"], query["nonce"])
        answer = requests.get(self.callback, params=query, timeout=5)
        assert (answer.status_code, answer.text) == (200, query["echostr"]), answer.text
        query["signature"] = "0" * 40
        assert requests.get(self.callback, params=query, timeout=5).status_code == 403

    def push(self, openid, kind):
        """Posts one message; the text of the reply, or None for `success`."""
        now, nonce = str(int(time.time())), str(100000 + self.next_id)
        message = (
            f"<xml><ToUserName><![CDATA[{ACCOUNT}]]></ToUserName>"
            f"<FromUserName><![CDATA[{openid}]]></FromUserName><CreateTime>{now}</CreateTime>{kind}</xml>"
        )
        envelope = self.crypto.encrypt_message(message, nonce, now)
        encrypted = envelope.partition("<Encrypt><![CDATA[")[2].partition("]]>")[0]
        body = (
            f"<xml><ToUserName><![CDATA[{ACCOUNT}]]></ToUserName>"
            f"<Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>"
        )
        query = {
            "signature": self.signature(now, nonce),
            "timestamp": now,
            "nonce": nonce,
            "openid": openid,
            "encrypt_type": "aes",
            "msg_signature": self.signature(now, nonce, encrypted),
        }
        answer = requests.post(self.callback, params=query, data=body, timeout=5)
        assert answer.status_code == 200, answer.status_code
        if answer.text == "success":
            return None
        fields = {
            name: answer.text.partition(f"<{name}>")[2].partition(f"</{name}>")[0].removeprefix("<![CDATA[")
            .removesuffix("]]>")
            for name in ("MsgSignature", "TimeStamp", "Nonce")
        }
        opened = self.crypto.decrypt_message(
            answer.text, fields["MsgSignature"], fields["TimeStamp"], fields["Nonce"]
        )
        reply = deserialize_reply(opened)
        assert (reply.type, reply.target, reply.source) == ("text", openid, ACCOUNT), opened
        return reply.content

    def say(self, openid, text):
        self.next_id += 1
        return self.push(
            openid,
            f"<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[{text}]]></Content><MsgId>{self.next_id}</MsgId>",
        )

    def follow(self, openid):
        self.next_id += 1
        return self.push(
            openid,
            "<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[subscribe]]></Event><EventKey></EventKey>",
        )


def wait_for(openid, words):
    """Waits until a customer-service message with these words was sent."""
    for _ in range(200):
        if any(to == openid and words in text for to, text in Api.sent):
            return
        time.sleep(0.05)
    raise AssertionError(f"{words} was not sent: {Api.sent}")


def platform(callback, port, app_id, secret, token, key):
    Api.secret = secret
    server = ThreadingHTTPServer(("127.0.0.1", int(port)), Api)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    wechat = Platform(callback, app_id, token, key)
    wechat.verify()
    one, other = "oPeerNumberOne0000000000000", "oPeerNumberTwo0000000000000"
    for person in (one, other):
        assert "找人" in wechat.follow(person)
    assert "正在找" in wechat.say(one, "找人")
    assert "遇到了" in wechat.say(other, "找人")
    wait_for(one, "遇到了")
    # What a careless escape would spoil.
    line = "a < b && c > d 😀 \\u4f60 \"引号\""
    assert wechat.say(one, line) is None
    wait_for(other, line)
    assert wechat.say(other, "在呢") is None
    wait_for(one, "：在呢")
    server.shutdown()


def client(base, app_id, secret, openid):
    # Its own method for this knows WeChat's address only.
    query = {"grant_type": "client_credential", "appid": app_id, "secret": secret}
    grant = requests.get(f"{base}/cgi-bin/token", params=query, timeout=5).json()
    assert grant["expires_in"] == 7200
    bot = WeChatClient(app_id, secret, access_token=grant["access_token"])
    messages = WeChatMessage(bot)
    messages.API_BASE_URL = f"{base}/cgi-bin/"
    assert messages.send_text(openid, "你好，我是 wechatpy")["errcode"] == 0
    try:
        messages.send_text("oNobody", "hello")
    except Exception as error:
        assert error.errcode == 40003, error
    else:
        raise AssertionError("nobody was reached")


if __name__ == "__main__":
    {"platform": platform, "client": client}[sys.argv[1]](*sys.argv[2:])
    print("ok")
