import {
  asArray,
  asCount,
  asObject,
  asString,
  createUsageReader,
  type Dialect,
  type JsonValue,
  type Part,
  textPart,
  type Usage,
  usageOf,
} from "@headroom/core";

/** Requests to Acme: `{"model", "turns": [{"from": "person" | "model" | "tool", "say", "tool"?}]}`. */
export const acmeAsk: Dialect = {
  name: "acme",
  read(body) {
    const turns = asArray(asObject(body)?.turns);
    if (turns === undefined) return undefined;
    const parts = turns.flatMap((turn, index) => partOf(turn, index));
    return { dialect: "acme", model: asString(asObject(body)?.model) ?? "", parts };
  },
  anchors(body) {
    const turns = asArray(asObject(body)?.turns) ?? [];
    return turns.flatMap((turn, messageIndex) =>
      asObject(turn)?.from === "person"
        ? [{ path: ["turns", messageIndex], messageIndex, adds: "message" as const }]
        : [],
    );
  },
  insertion: (_anchor, text) => ({ from: "person", say: text }),
  readUsage: (response) => usageIn(asObject(response)?.used),
  usageReader: () =>
    createUsageReader<Usage | undefined>({
      start: undefined,
      mention: '"used"',
      read: (known, event) => usageIn(asObject(event)?.used) ?? known,
      usage: (known) => known,
    }),
  minimumCacheableTokens: () => 0,
};

/** What is not understood gets no part, so that nothing touches it. */
function partOf(turn: JsonValue, messageIndex: number): readonly Part[] {
  const { from, say, tool } = asObject(turn) ?? {};
  const text = asString(say);
  if (text === undefined) return [];
  const path = ["turns", messageIndex, "say"];
  if (from === "person") return [textPart({ messageIndex, role: "user" }, "text", path, text)];
  if (from === "model") return [textPart({ messageIndex, role: "assistant" }, "text", path, text)];
  if (from !== "tool") return [];
  return [textPart({ messageIndex, role: "tool", toolName: asString(tool) ?? "" }, "tool-result", path, text)];
}

function usageIn(used: JsonValue | undefined): Usage | undefined {
  const counts = asObject(used);
  return usageOf({
    inputTokens: asCount(counts?.read),
    outputTokens: asCount(counts?.said),
    cacheReadTokens: asCount(counts?.remembered),
  });
}
