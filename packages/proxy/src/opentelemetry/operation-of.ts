/** What a request asks a model for, by the conventions of OpenTelemetry. */
export type Operation = "chat" | "text_completion" | "generate_content" | "embeddings";

const OPERATIONS: readonly (readonly [path: RegExp, operation: Operation])[] = [
  [/\/(?:chat\/completions|messages|responses|chat|conversations)$/, "chat"],
  [/\/completions$/, "text_completion"],
  [/:(?:generateContent|streamGenerateContent)$/, "generate_content"],
  [/(?:\/embeddings|\/embed|:embedContent|:batchEmbedContents)$/, "embeddings"],
];

/** The operation of a path without query; absent where a request does not ask a model. */
export function operationOf(path: string): Operation | undefined {
  return OPERATIONS.find(([known]) => known.test(path))?.[1];
}
