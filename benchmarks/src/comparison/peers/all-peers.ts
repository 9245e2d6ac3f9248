import type { ModelTokenizers } from "@headroom/tokenizers";
import { headroom } from "../../bill/strategies/headroom.ts";
import { sendAll } from "../../bill/strategies/send-all.ts";
import type { Strategy } from "../../bill/strategies/strategy.ts";
import { aiSdkPrune } from "./ai-sdk-prune.ts";
import { headAndTail } from "./head-and-tail.ts";
import { langchainTrim } from "./langchain-trim.ts";
import { pythonPeer } from "./python-peer.ts";
import type { PythonProcess } from "./python-process.ts";
import { minifiedJson, toon } from "./reformatted.ts";

/** What is compared, in the order in which it is told; the first is what the others are measured against. */
export function allPeers(tokenizers: ModelTokenizers, python: PythonProcess | undefined): readonly Strategy[] {
  const lines = [
    sendAll,
    minifiedJson,
    toon,
    headAndTail,
    langchainTrim,
    aiSdkPrune,
    ...(python === undefined ? [] : pythonPeers(python)),
    headroom("Headroom, lossless", tokenizers, () => ({ profile: "lossless" })),
    headroom("Headroom, default", tokenizers, () => ({})),
  ];
  return lines;
}

function pythonPeers(python: PythonProcess): readonly Strategy[] {
  return [
    pythonPeer("LiteLLM trim_messages (Python)", "litellm", python),
    pythonPeer("headroom-ai compress (Python)", "headroom-ai", python),
    pythonPeer("headroom-ai, agent mode (Python)", "headroom-ai-agent", python),
  ];
}
