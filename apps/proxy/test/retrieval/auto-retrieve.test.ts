import { createSandbox, type Script } from "@headroom/proxy/sandbox";
import { type Report, withHeadroom } from "@headroom/sdk";
import { describe, expect, it } from "vitest";
import { type ServedSandbox, serveSandbox } from "../compatibility/serve-sandbox.js";
import type { Agent } from "./agents/agent.js";
import { anthropicAgent } from "./agents/anthropic.js";
import { cohereAgent } from "./agents/cohere.js";
import { googleAgent } from "./agents/google.js";
import { mistralAgent } from "./agents/mistral.js";
import { openaiChatAgent } from "./agents/openai-chat.js";
import { openaiResponsesAgent } from "./agents/openai-responses.js";
import {
  ASKED,
  FIRST_QUESTION,
  FUNCTION,
  modelInCircles,
  modelThatReads,
  modelWithoutEnd,
  SECOND_QUESTION,
} from "./tickets.js";

/** Leaves parts out of the smallest conversation, too. */
const OPTIONS = { autoRetrieve: true, minimumCacheableTokens: 0 } as const;
const QUESTIONS = [FIRST_QUESTION, SECOND_QUESTION];
const AGENTS: readonly Agent<never>[] = [
  openaiChatAgent,
  openaiResponsesAgent,
  anthropicAgent,
  googleAgent,
  cohereAgent,
  mistralAgent,
] as never;

function serve(script: Script): Promise<ServedSandbox> {
  return serveSandbox(createSandbox({ script }));
}

/** The list of messages of a body, as its source without the closing bracket. */
function listOf(body: string, list: string): string {
  return JSON.stringify((JSON.parse(body) as Record<string, unknown>)[list]).slice(0, -1);
}

describe.each(AGENTS)("an agent with $name", (agent) => {
  it("completes a task that needs an omitted row, by a fetch that it does not see", async () => {
    const { url, exchanges } = await serve(modelThatReads);
    const reports: Report[] = [];
    const client = withHeadroom(agent.client(url), { ...OPTIONS, onReport: (report) => reports.push(report) });
    const answers = await agent.ask(client, QUESTIONS);
    expect(answers).toEqual(["There are 400 tickets.", `The note is ${ASKED.note}.`]);
    // The question, the list, the second question, and what was fetched for it.
    expect(exchanges.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const bodies = exchanges.map(({ body }) => body);
    expect(bodies.map((body) => body.includes(ASKED.note))).toEqual([false, false, false, true]);
    expect(bodies.every((body) => body.includes('"headroom_retrieve"'))).toBe(true);
    for (const [at, body] of bodies.slice(1).entries()) {
      expect(listOf(body, agent.list).startsWith(listOf(bodies[at] as string, agent.list))).toBe(true);
    }
    expect(reports.at(-1)?.outcomes.map(({ outcome }) => outcome)).toContain("compressed");
    expect(reports.at(-1)?.tokensAfter).toBeLessThan(0.25 * (reports.at(-1)?.tokensBefore ?? 0));
  });

  it("cannot complete it where nothing answers fetches, so that nothing is left out", async () => {
    const { url, exchanges } = await serve(modelThatReads);
    const answers = await agent.ask(withHeadroom(agent.client(url), { minimumCacheableTokens: 0 }), QUESTIONS);
    expect(answers.at(-1)).toBe(`The note is ${ASKED.note}.`);
    expect(exchanges).toHaveLength(3);
    expect(exchanges.some(({ body }) => body.includes("headroom_retrieve"))).toBe(false);
  });

  it("is told where it fetches in circles", async () => {
    const { url, exchanges } = await serve(modelInCircles);
    const client = withHeadroom(agent.client(url), { ...OPTIONS, autoRetrieve: { maxRepeats: 2 } });
    expect((await agent.ask(client, QUESTIONS)).at(-1)).toBe("I went in circles.");
    expect(exchanges).toHaveLength(6);
  });
});

it("a model that never stops is the application's after so many requests", async () => {
  const { url, exchanges } = await serve(modelWithoutEnd);
  const client = withHeadroom(openaiChatAgent.client(url), OPTIONS);
  const tools = [{ type: "function" as const, function: FUNCTION }];
  const messages = [{ role: "user" as const, content: "Go on." }];
  const { choices } = await client.chat.completions.create({ model: "gpt-5.5", messages, tools });
  expect(choices[0]?.message.tool_calls).toMatchObject([{ function: { name: "headroom_retrieve" } }]);
  expect(exchanges).toHaveLength(31);
  expect(exchanges.at(-1)?.body.includes("25 parts were fetched in this turn, which is the most.")).toBe(true);
});
