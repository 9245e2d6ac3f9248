import type { Script } from "@headroom/proxy/sandbox";
import type { HeadroomMetadata } from "@headroom/vercel-ai";
import type { ModelMessage } from "ai";
import { describe, expect, it } from "vitest";
import {
  ASKED,
  FIRST_QUESTION,
  modelInCircles,
  modelThatReads,
  SECOND_QUESTION,
  TICKETS,
} from "../retrieval/tickets.js";
import { askAgent, type Fetching, fetchingAgent, type Steps, saidIn } from "./ai-sdk-agent.js";
import { APIS, type Api, VERSIONS } from "./ai-sdk-versions.js";
import { arrived, serveModel } from "./serve-model.js";

const FOUND = `The note is ${ASKED.note}.`;
const QUESTIONS = [FIRST_QUESTION, SECOND_QUESTION];

function savings(steps: Steps): readonly HeadroomMetadata[] {
  return steps.map(({ providerMetadata }) => providerMetadata?.headroom as unknown as HeadroomMetadata);
}

describe.each(VERSIONS)("an agent of $name", (version) => {
  async function start(api: Api, script: Script, fetching: Fetching = {}) {
    const served = await serveModel(script);
    return { served, ...fetchingAgent(version, api, served.url, fetching) };
  }

  it.each(APIS)("completes a task that needs an omitted row, by fetching it (%s)", async (api) => {
    const { served, agent } = await start(api, modelThatReads);
    const { answers, steps, messages } = await askAgent(agent, QUESTIONS);
    expect(answers).toEqual(["There are 400 tickets.", FOUND]);
    // The question, the list, the second question, and what was fetched for it.
    expect(arrived(served, ASKED.note)).toEqual([false, false, false, true]);
    expect(arrived(served, '"headroom_retrieve"')).toEqual([true, true, true, true]);
    const [bodies, list] = [
      served.exchanges.map(({ body }) => JSON.parse(body)),
      api === "OpenAI responses" ? "input" : "messages",
    ];
    for (const [at, body] of bodies.slice(1).entries()) {
      const [before, after] = [bodies[at], body].map((each) => JSON.stringify(each[list]));
      expect(after?.startsWith(before?.slice(0, -1) ?? "none")).toBe(true);
    }
    // The application has the whole list and the whole row.
    expect(JSON.stringify(messages)).toContain(JSON.stringify(TICKETS).slice(1, -1));
    const saved = savings(steps);
    expect(saved.map(({ tokensSaved }) => tokensSaved > 0)).toEqual([false, true, true, true]);
    expect(saved[3]?.savingsPercent).toBeGreaterThan(75);
  });

  it("does so while it streams, and its savings stand in the last part", async () => {
    const { served, agent } = await start("OpenAI chat", modelThatReads);
    const first = await agent.generate({ prompt: FIRST_QUESTION });
    const messages: ModelMessage[] = [
      { role: "user", content: FIRST_QUESTION },
      ...saidIn(first),
      { role: "user", content: SECOND_QUESTION },
    ];
    const result = await agent.stream({ messages });
    expect(await result.text).toBe(FOUND);
    expect(arrived(served, ASKED.note)).toEqual([false, false, false, true]);
    const saved = savings((await result.steps) as unknown as Steps);
    expect(saved.map(({ savingsPercent }) => savingsPercent > 75)).toEqual([true, true]);
  });

  it("is told where it fetches in circles, and stops", async () => {
    const { served, agent } = await start("OpenAI chat", modelInCircles, { bounds: { maxRepeats: 2 } });
    const { answers } = await askAgent(agent, QUESTIONS);
    expect(answers.at(-1)).toBe("I went in circles.");
    expect(served.exchanges).toHaveLength(6);
  });

  it("is told what is wrong with a fetch", async () => {
    const input = { handle: "0123456789ab", rows: 4, grep: null };
    let fetched = false;
    const script: Script = (prompt) => {
      const isFetch = !fetched && prompt.tools.length > 0;
      fetched = true;
      return isFetch ? { text: "", calls: [{ name: "headroom_retrieve", input }] } : { text: "I see.", calls: [] };
    };
    const { served, agent } = await start("Anthropic", script);
    expect((await agent.generate({ prompt: "Go on." })).text).toBe("I see.");
    const { messages } = JSON.parse(served.exchanges[1]?.body ?? "");
    expect(messages.at(-1).content[0]).toMatchObject({
      content: expect.stringContaining("Nothing is stored under 0123456789ab any more. Run the tool again."),
      is_error: true,
    });
  });

  it("has nothing left out where the tool has another name, or there is none", async () => {
    const { served, agent } = await start("OpenAI chat", modelThatReads, { named: "fetch_it" });
    const { answers } = await askAgent(agent, QUESTIONS);
    expect(answers.at(-1)).toBe(FOUND);
    expect(arrived(served, ASKED.note)).toEqual([false, true, true]);
    expect(arrived(served, "headroom_retrieve")).toEqual([false, false, false]);
  });

  it("gives an agent inside a tool no handle that it could not fetch", async () => {
    const { served, withoutTool } = await start("OpenAI chat", modelThatReads);
    await askAgent(withoutTool, QUESTIONS);
    expect(arrived(served, "headroom_retrieve")).toEqual([false, false, false]);
    expect(arrived(served, ASKED.note)).toEqual([false, true, true]);
  });
});
