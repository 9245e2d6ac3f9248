import { describe, expect, it } from "vitest";
import { compatibilityPage, PAGE } from "./compatibility-page.js";
import { createCoverage } from "./coverage.js";
import { type Driven, describeDriver, SUITE } from "./describe-driver.js";
import { anthropic } from "./drivers/anthropic.js";
import { cohere } from "./drivers/cohere.js";
import { google } from "./drivers/google.js";
import { mistral } from "./drivers/mistral.js";
import { openaiChat } from "./drivers/openai-chat.js";
import { openaiResponses } from "./drivers/openai-responses.js";
import { INTEGRATIONS } from "./integrations/integrations.js";
import { declareAddressLimits } from "./limits/addresses.js";
import { declareClientLimits } from "./limits/clients.js";
import { describeFetchingAgent } from "./retrieval/describe-fetching-agent.js";
import { MCP_AGENTS } from "./retrieval/mcp-agents.js";
import { SDK_AGENTS } from "./retrieval/sdk-agents.js";
import * as ways from "./ways.js";

const coverage = createCoverage();
const drive = <Client, History>(driven: Driven<Client, History>) => describeDriver(coverage.covers, driven);

const openai = openaiChat("OpenAI chat", "gpt-5.5");
const litellm = openaiChat("LiteLLM, by OpenAI's client", "anthropic/claude-sonnet-4-5");
const BASE = "/api/openai";
const compatible = openaiChat("another server that speaks OpenAI's chat", "qwen3:8b", BASE);

drive(ways.throughProxy(openai));
drive(ways.throughProxy(openaiResponses));
drive(ways.throughProxy(anthropic));
drive(ways.throughProxy(google));
drive(ways.throughProxy(cohere));
drive(ways.throughProxy(mistral, "/mistral"));
drive(ways.throughProxy(litellm, "/litellm"));
drive({
  ...ways.throughProxy(compatible),
  optimized: async (url) => openai.client(await ways.startProxy(url + BASE)),
});

drive(ways.withClient(openai));
drive(ways.withClient(openaiResponses));
drive(ways.withClient(anthropic));
drive(ways.withClient(google));
drive(ways.withClient(cohere));
drive(ways.withClient(mistral));
drive(ways.withClient(litellm));
drive(ways.withClient(compatible));

drive(ways.withFetch(openai));
drive(ways.withFetch(openaiResponses));
drive(ways.withFetch(anthropic));
drive(ways.withFetch(google));
drive(ways.withFetch(cohere));
drive(ways.withFetch(mistral));

drive(ways.withHeadroomClient(openai));
drive(ways.withHeadroomClient(openaiResponses));
drive(ways.withHeadroomClient(anthropic));

for (const integration of INTEGRATIONS) integration.drive(drive);

describe("Fetching what was left out", () => {
  for (const agent of [...SDK_AGENTS, ...INTEGRATIONS.flatMap(({ agents }) => agents), ...MCP_AGENTS]) {
    describeFetchingAgent(coverage.fetches, agent);
  }
});

describe("What cannot work", () => {
  declareClientLimits(coverage.limits);
  declareAddressLimits(coverage.limits);
  for (const { limits } of INTEGRATIONS) limits(coverage.limits);
});

it("docs/compatibility.md says what passed, and nothing else", async () => {
  await expect(compatibilityPage(coverage.passed(), SUITE)).toMatchFileSnapshot(PAGE);
});
