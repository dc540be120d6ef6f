#!/usr/bin/env python3
"""A strategy in Python: whoever shares most interests; after five seconds, whoever has waited longest.

    cargo run --release -p matcher-lab -- run -s 'exec:python3 examples/matcher-lab/strategies/shared_interests.py'

One JSON object a line comes in, and only `hello` and `choose` are answered. How, is in the documentation of
`matchmaking::lab::Ask`.
"""

import json
import sys

ANYBODY_MS = 5_000

waiting = {}


def choose(now_ms, seeker, candidates):
    """The id of one of the candidates (the oldest first), or None to let the seeker wait."""
    mine = set(seeker["interests"])
    best, most = None, 0
    for ticket in candidates:
        shared = len(mine.intersection(waiting[ticket]["interests"]))
        if shared > most:
            best, most = ticket, shared
    if best is not None:
        return {"choose": best, "weight": most}
    oldest = candidates[0]
    born_ms = min(seeker["born_ms"], waiting[oldest]["born_ms"])
    if now_ms - born_ms >= ANYBODY_MS:
        return {"choose": oldest}
    return {"choose": None, "again_ms": seeker["born_ms"] + ANYBODY_MS}


for line in sys.stdin:
    ((kind, what),) = json.loads(line).items()
    if kind == "hello":
        answer = {"ready": what["protocol"]}
    elif kind == "enter":
        waiting[what["id"]] = what
        continue
    elif kind == "leave":
        waiting.pop(what["id"], None)
        continue
    else:
        answer = choose(**what)
    print(json.dumps(answer), flush=True)
