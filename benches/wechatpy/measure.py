"""Times wechatpy on the inputs that `cargo bench -p driftbottle-benches --bench wechatpy` hands over.

Reads one JSON object from its standard input, writes one to its standard output: CPU microseconds per call (process
time, the best of several batches) of `open` (verify, decrypt, parse), `parse` and `seal` (encrypt, sign, write).
"""

import json
import sys
import time

from wechatpy import parse_message
from wechatpy.crypto import WeChatCrypto


def best(call, batches=15, seconds=0.05):
    """CPU microseconds per call."""
    call()
    calls, took = 1, 0.0
    while took < seconds:
        calls *= 2
        begun = time.process_time()
        for _ in range(calls):
            call()
        took = time.process_time() - begun
    best_us = took / calls
    for _ in range(batches - 1):
        begun = time.process_time()
        for _ in range(calls):
            call()
        best_us = min(best_us, (time.process_time() - begun) / calls)
    return best_us * 1e6


def main():
    given = json.load(sys.stdin)
    crypto = WeChatCrypto(given["token"], given["aes_key"], given["app_id"])
    signature, timestamp, nonce = given["msg_signature"], given["timestamp"], given["nonce"]

    def open_push():
        return parse_message(crypto.decrypt_message(given["body"], signature, timestamp, nonce))

    def parse_push():
        return parse_message(given["push"])

    def seal_reply():
        return crypto.encrypt_message(given["reply"], nonce, timestamp)

    # A peer that reads something else would be no peer.
    assert open_push().content == parse_push().content == given["content"]
    assert "Encrypt" in seal_reply()
    json.dump({"open": best(open_push), "parse": best(parse_push), "seal": best(seal_reply)}, sys.stdout)


if __name__ == "__main__":
    main()
