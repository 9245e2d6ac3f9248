import { expect } from "vitest";
import { ASKED, FIRST_QUESTION, modelThatReads, SECOND_QUESTION } from "../../retrieval/tickets.js";
import type { DeclareFetch } from "../coverage.js";
import { serveSandbox } from "../serve-sandbox.js";
import { countedSandbox } from "./counted-sandbox.js";
import type { FetchingAgent } from "./fetching-agent.js";

const ANSWERS = ["There are 400 tickets.", `The note is ${ASKED.note}.`];

/**
 * Asks an agent for one row of many, with Headroom and without. With it, the row was not there until the agent fetched it,
 * and the answers are the same.
 */
export function describeFetchingAgent(fetches: DeclareFetch, agent: FetchingAgent): void {
  fetches(agent, async () => {
    const plain = await run(agent, "plain");
    expect(plain.found).toEqual([false, true, true]);
    const fetched = await run(agent, "with Headroom");
    // The question, the list, the second question, and what was fetched for it.
    expect(fetched.found).toEqual([false, false, false, true]);
    for (const { answers, bodies } of [plain, fetched]) {
      expect(answers).toEqual(ANSWERS);
      expect(bodies.map((body) => body.includes('"headroom_retrieve"'))).toEqual(bodies.map(() => bodies.length === 4));
    }
    expect(sum(fetched.inputTokens)).toBeLessThan(0.25 * sum(plain.inputTokens));
    return { plain: plain.inputTokens, fetched: fetched.inputTokens };
  });
}

async function run(agent: FetchingAgent, how: Parameters<FetchingAgent["ask"]>[2]) {
  const sandbox = countedSandbox(modelThatReads);
  const { url, exchanges } = await serveSandbox(sandbox);
  const answers = await agent.ask(url, [FIRST_QUESTION, SECOND_QUESTION], how);
  const bodies = exchanges.map(({ body }) => body);
  return { answers, bodies, found: bodies.map((body) => body.includes(ASKED.note)), inputTokens: sandbox.inputTokens };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
