import type { JsonObject, JsonValue, Usage } from "@headroom/core";

interface Answer {
  readonly name: string;
  readonly json: JsonValue;
  /** The chunks of the same answer when it is streamed. */
  readonly chunks: readonly JsonValue[];
  readonly stream: string;
  readonly usage: Usage;
}

/** Answers of the generateContent API, whole and as the chunks of the same answer. */
export const ANSWERS: readonly Answer[] = [
  answer({
    name: "an answer with thoughts that read the cache",
    counts: {
      promptTokenCount: 19_200,
      cachedContentTokenCount: 16_288,
      candidatesTokenCount: 300,
      thoughtsTokenCount: 128,
      totalTokenCount: 19_628,
      promptTokensDetails: [{ modality: "TEXT", tokenCount: 19_200 }],
    },
    running: [
      { promptTokenCount: 19_200, cachedContentTokenCount: 16_288, thoughtsTokenCount: 128 },
      { promptTokenCount: 19_200, candidatesTokenCount: 200 },
    ],
    usage: { inputTokens: 19_200, outputTokens: 428, cacheReadTokens: 16_288, reasoningTokens: 128 },
  }),
  answer({
    name: "an answer of the provider's own tools",
    counts: { promptTokenCount: 40, toolUsePromptTokenCount: 60, candidatesTokenCount: 5 },
    usage: { inputTokens: 100, outputTokens: 5 },
  }),
  answer({
    name: "an answer that was blocked",
    counts: { promptTokenCount: 7, totalTokenCount: 7 },
    usage: { inputTokens: 7 },
  }),
];

function answer(from: {
  readonly name: string;
  readonly counts: JsonObject;
  /** Usage that chunks before the last carry. */
  readonly running?: readonly [JsonObject, JsonObject];
  readonly usage: Usage;
}): Answer {
  const frame = { modelVersion: "gemini-3.5-flash", responseId: "r-1" };
  const text = 'It says "usageMetadata": naïve 😀 ]}';
  const chunk = (said: string, usageMetadata: JsonObject | undefined): JsonObject => ({
    candidates: [{ content: { parts: [{ text: said }], role: "model" }, index: 0 }],
    ...(usageMetadata === undefined ? {} : { usageMetadata }),
    ...frame,
  });
  const [first, second] = from.running ?? [];
  const chunks = [chunk(text, first), chunk("", second), chunk("", from.counts)];
  return {
    name: from.name,
    json: chunk(text, from.counts),
    chunks,
    stream: chunks.map((each) => `data: ${JSON.stringify(each)}\n\n`).join(""),
    usage: from.usage,
  };
}
