import { once } from "node:events";
import { request } from "node:http";
import { headroomFetch } from "@headroom/sdk";
import { expect } from "vitest";
import type { DeclareLimit } from "../coverage.js";
import { FUNCTION, OUTPUT, QUESTION } from "../orders.js";
import { startProxy } from "../ways.js";
import { startReceiver } from "./expect-size.js";

const source = import.meta.url;

const BODY = JSON.stringify({
  anthropic_version: "bedrock-2023-05-31",
  max_tokens: 500,
  messages: [
    { role: "user", content: QUESTION },
    { role: "assistant", content: [{ type: "tool_use", id: "toolu_1", name: FUNCTION.name, input: {} }] },
    { role: "user", content: [{ type: "tool_result", tool_use_id: "toolu_1", content: OUTPUT }] },
  ],
});

export function declareAddressLimits(limits: DeclareLimit): void {
  limits(
    {
      where: "Amazon Bedrock and SageMaker, Anthropic on Vertex AI (`rawPredict`)",
      what: "requests to their endpoints are sent unchanged",
      why: "the proxy and `headroomFetch` have no route for them; besides, requests to AWS are signed over their bytes",
      instead: "a LiteLLM gateway behind the proxy (`/litellm`), or LangChain and the AI SDK with Headroom inside",
      packages: [],
      source,
    },
    async () => {
      const { url, exchanges } = await startReceiver();
      const proxy = await startProxy(url);
      const paths = [
        "/model/anthropic.claude-sonnet-5/invoke",
        "/model/anthropic.claude-sonnet-5/invoke-with-response-stream",
        "/model/anthropic.claude-sonnet-5/converse",
        "/endpoints/mine/invocations",
        "/v1/projects/p/locations/global/publishers/anthropic/models/claude-sonnet-5:rawPredict",
      ];
      for (const path of paths) {
        await fetch(proxy + path, { method: "POST", body: BODY });
        await headroomFetch()(url + path, { method: "POST", body: BODY });
      }
      expect(exchanges.map(({ path }) => path)).toEqual(paths.flatMap((path) => [path, path]));
      expect(new Set(exchanges.map(({ body }) => body))).toEqual(new Set([BODY]));
    },
  );

  limits(
    {
      where: "WebSockets (OpenAI's Realtime, responses over a socket)",
      what: "the proxy answers the handshake with 426",
      why: "it speaks only HTTP; clients that can do without WebSockets continue with POST",
      instead: "the same client over HTTP",
      packages: [],
      source,
    },
    async () => {
      const { url, exchanges } = await startReceiver();
      const headers = { connection: "Upgrade", upgrade: "websocket", "sec-websocket-version": "13" };
      const asked = request(`${await startProxy(url)}/v1/realtime?model=gpt-realtime`, { headers }).end();
      const [{ statusCode }] = await once(asked, "response");
      expect(statusCode).toBe(426);
      expect(exchanges).toEqual([]);
    },
  );
}
