"""Makes envelopes.json with Python's cryptography and hashlib: an implementation independent of the crate.

Run in this directory: python3 make.py > envelopes.json
Every value is the project's own invention.
"""
import base64, hashlib, json
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

TOKEN = "driftwood"
APP_ID = "wx0a1b2c3d4e5f6071"
# 43 characters; the last one of the second key carries stray low bits, as real keys do.
KEYS = ["driftbottleDRIFTBOTTLE0123456789driftbottlA", "anotherBottleONtheBEACH9876543210washedUpXZ"]


def key_bytes(key43):
    return base64.b64decode(key43 + "=")


def sign(*parts):
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()


def encrypt(key43, message, app_id, entropy):
    key = key_bytes(key43)
    plain = entropy + len(message).to_bytes(4, "big") + message + app_id.encode()
    pad = 32 - len(plain) % 32
    plain += bytes([pad]) * pad
    cipher = Cipher(algorithms.AES(key), modes.CBC(key[:16])).encryptor()
    return base64.b64encode(cipher.update(plain) + cipher.finalize()).decode(), pad


def push(content, msg_id):
    return (
        f"<xml><ToUserName><![CDATA[gh_0a1b2c3d4e5f]]></ToUserName>"
        f"<FromUserName><![CDATA[oExample_openid_of_a_person1]]></FromUserName>"
        f"<CreateTime>1790000000</CreateTime><MsgType><![CDATA[text]]></MsgType>"
        f"<Content><![CDATA[{content}]]></Content><MsgId>{msg_id}</MsgId></xml>"
    )


cases = []
for number in range(34):  # every padding from 1 to 32 occurs
    key = KEYS[number % 2]
    entropy = hashlib.md5(f"entropy {number}".encode()).digest()
    timestamp, nonce = str(1790000000 + number), str(100000 + number * 7919)
    content = "今天好累" + "~" * number
    message = push(content, 24000000000000000 + number)
    encrypted, pad = encrypt(key, message.encode(), APP_ID, entropy)
    cases.append({
        "key": key, "entropy": entropy.hex(), "timestamp": timestamp, "nonce": nonce, "message": message,
        "content": content, "padding": pad, "encrypted": encrypted,
        "signature": sign(TOKEN, timestamp, nonce), "msg_signature": sign(TOKEN, timestamp, nonce, encrypted),
    })
print(json.dumps({
    "origin": "the project's own, made by make.py beside this file with Python's cryptography and hashlib",
    "token": TOKEN, "app_id": APP_ID, "cases": cases,
}, ensure_ascii=False, indent=1))
