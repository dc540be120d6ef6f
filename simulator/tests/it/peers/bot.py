"""A small bot over wechatpy, as tutorials write them: it counts what it is told, answers with the number, and greets
by a customer-service message. It does not remember what it has answered already, and it catches nothing.

bot.py API_BASE APP_ID SECRET TOKEN AES_KEY (or - for plain mode); prints its port
"""

import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from wechatpy import WeChatClient, create_reply, parse_message
from wechatpy.client.api import WeChatMessage
from wechatpy.crypto import WeChatCrypto
from wechatpy.exceptions import InvalidAppIdException, InvalidSignatureException
from wechatpy.utils import check_signature

API_BASE, APP_ID, SECRET, TOKEN, AES_KEY = sys.argv[1:6]


class Messages(WeChatMessage):
    API_BASE_URL = f"{API_BASE}/cgi-bin/"


class Client(WeChatClient):
    API_BASE_URL = f"{API_BASE}/cgi-bin/"
    message = Messages()

    def fetch_access_token(self):
        return self._fetch_access_token(
            f"{API_BASE}/cgi-bin/token",
            {"grant_type": "client_credential", "appid": self.appid, "secret": self.secret},
        )


client = Client(APP_ID, SECRET)
crypto = None if AES_KEY == "-" else WeChatCrypto(TOKEN, AES_KEY, APP_ID)
told = 0
one_at_a_time = threading.Lock()


def answer(body, query):
    global told
    if crypto:
        body = crypto.decrypt_message(body, query["msg_signature"], query["timestamp"], query["nonce"])
    else:
        check_signature(TOKEN, query.get("signature", ""), query.get("timestamp", ""), query.get("nonce", ""))
    message = parse_message(body)
    if message is None or message.type != "text":
        return "success"
    with one_at_a_time:
        told += 1
        number = told
    client.message.send_text(message.source, f"收到：{message.content[:300]}")
    reply = create_reply(f"第 {number} 句：{message.content[:300]}", message).render()
    if crypto:
        reply = crypto.encrypt_message(reply, query["nonce"], query["timestamp"])
    return reply


class Bot(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def query(self):
        return dict(parse_qsl(urlsplit(self.path).query))

    def say(self, status, text):
        content = text.encode()
        self.send_response(status)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def do_GET(self):
        query = self.query()
        try:
            check_signature(TOKEN, query["signature"], query["timestamp"], query["nonce"])
            self.say(200, query["echostr"])
        except (InvalidSignatureException, KeyError):
            self.say(403, "")

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        try:
            self.say(200, answer(body, self.query()))
        except (InvalidSignatureException, InvalidAppIdException):
            self.say(403, "")
        except Exception:  # as a web framework does
            self.say(500, "Internal Server Error")

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    request_queue_size = 64


server = Server(("127.0.0.1", 0), Bot)
print(server.server_address[1], flush=True)
server.serve_forever()
