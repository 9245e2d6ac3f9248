import { createSandbox } from "../../src/sandbox/index.js";

/** A request for a stream in one of the formats, and how its clients see that one failed. */
export interface StreamFormat {
  readonly name: string;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** What ends a stream that the proxy could not finish. */
  readonly failure: RegExp;
}

const MESSAGES = [{ role: "user", content: "Hello" }];

export const STREAM_FORMATS: readonly StreamFormat[] = [
  {
    name: "openai-chat",
    path: "/v1/chat/completions",
    body: { model: "gpt-5.5", messages: MESSAGES, stream: true, stream_options: { include_usage: true } },
    failure: /^data: \{"error":\{"message":"[^"]+","type":"api_error","param":null,"code":"upstream_\w+"\}\}\n\n$/,
  },
  {
    name: "openai-responses",
    path: "/v1/responses",
    body: { model: "gpt-5.5", input: "Hello", stream: true },
    failure:
      /^event: error\ndata: \{"type":"error","sequence_number":\d+,"code":"server_error","message":"[^"]+".*\}\n\nevent: response\.failed\ndata: \{"type":"response\.failed","sequence_number":\d+,"response":\{.*"status":"failed".*"error":\{"code":"server_error","message":"[^"]+"\}.*\}\n\n$/,
  },
  {
    name: "anthropic-messages",
    path: "/v1/messages",
    body: { model: "claude-sonnet-5", max_tokens: 100, messages: MESSAGES, stream: true },
    failure: /^event: error\ndata: \{"type":"error","error":\{"type":"api_error","message":"[^"]+"\}\}\n\n$/,
  },
  {
    name: "google-generate-content",
    path: "/v1beta/models/gemini-3.5-flash:streamGenerateContent?alt=sse",
    body: { contents: [{ role: "user", parts: [{ text: "Hello" }] }] },
    failure: /^data: \{"error":\{"code":502,"message":"[^"]+","status":"UNAVAILABLE"\}\}\n\n$/,
  },
  {
    name: "cohere-chat",
    path: "/v2/chat",
    body: { model: "command-a-03-2025", messages: MESSAGES, stream: true },
    failure:
      /^event: message-end\ndata: \{"type":"message-end","delta":\{"finish_reason":"ERROR","error":"[^"]+"\}\}\n\n$/,
  },
  {
    name: "mistral-chat",
    path: "/mistral/v1/chat/completions",
    body: { model: "mistral-large-latest", messages: MESSAGES, stream: true },
    failure:
      /^data: \{"object":"error","message":"[^"]+","type":"internal_server_error","param":null,"code":"\w+"\}\n\n$/,
  },
];

/** A whole streamed answer as the provider of the format sends it, event by event. */
export async function eventsOf({ path, body }: StreamFormat): Promise<readonly string[]> {
  const sandbox = createSandbox({
    now: () => 0,
    script: () => ({ text: "It is as it is, \u{1f600} and so on.", calls: [] }),
  });
  const url = `http://sandbox${path.replace("/mistral", "")}`;
  const headers = { "anthropic-version": "2023-06-01", authorization: "Bearer none" };
  const response = await sandbox.fetch(new Request(url, { method: "POST", headers, body: JSON.stringify(body) }));
  return (await response.text()).match(/.+?\n\n/gs) ?? [];
}
