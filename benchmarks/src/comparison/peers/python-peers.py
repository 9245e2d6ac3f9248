"""Answers lines of {"peer", "messages", "limit"} with lines of {"messages", "originals"}, by Python packages.

Usage: python python-peers.py --versions | --serve
"""

import importlib.metadata
import json
import logging
import os
import re
import sys
import warnings

MODEL = "gpt-4o"
PACKAGES = ("headroom-ai", "litellm")
# Tells the handle of an original in what headroom-ai leaves in its place.
HANDLE = re.compile(r"\b[0-9a-f]{12,64}\b")

os.environ.update(HEADROOM_TELEMETRY="off", HEADROOM_CCR_BACKEND="memory", LITELLM_LOCAL_MODEL_COST_MAP="True")
logging.disable(logging.CRITICAL)
warnings.filterwarnings("ignore")


def headroom_default(messages, _limit):
    return compressed(messages)


def headroom_agent(messages, _limit):
    return compressed(messages, mode="agent")


def compressed(messages, **options):
    from headroom import compress
    from headroom.cache.compression_store import get_compression_store

    result = compress(messages, model=MODEL, **options)
    store = get_compression_store()
    originals = {}
    for handle in set(HANDLE.findall(json.dumps(result.messages))):
        entry = store.retrieve(handle)
        if entry is not None:
            originals[handle] = entry.original_content
    return {"messages": result.messages, "originals": originals}


def litellm_trim(messages, limit):
    from litellm.utils import trim_messages

    return {"messages": trim_messages(messages, model=MODEL, max_tokens=limit), "originals": {}}


PEERS = {"headroom-ai": headroom_default, "headroom-ai-agent": headroom_agent, "litellm": litellm_trim}


def serve(answers):
    for line in sys.stdin:
        asked = json.loads(line)
        answer = PEERS[asked["peer"]](asked["messages"], asked["limit"])
        print(json.dumps(answer), file=answers, flush=True)


if sys.argv[1:] == ["--versions"]:
    print(json.dumps({name: importlib.metadata.version(name) for name in PACKAGES}))
else:
    # Packages print to stdout as they like; answers go where nobody else writes.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    serve(answers)
