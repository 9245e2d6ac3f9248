import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { startProxy, temporaryFolder } from "./support/running-proxy.js";

interface Message {
  readonly role: string;
  readonly content: string;
}

interface Answer {
  readonly choices: readonly { readonly message: Message }[];
  readonly usage: {
    readonly prompt_tokens: number;
    readonly prompt_tokens_details?: { readonly cached_tokens?: number };
  };
}

const RULES = "Keep the inventory of the shop, and say what is missing. ".repeat(150);
const prompt = (day: number): Message => ({
  role: "system",
  content: `You are a helpful assistant. Today is January ${day}, 2025. ${RULES}`,
});
const user = (content: string): Message => ({ role: "user", content });

async function ask(url: string, messages: readonly Message[]) {
  const body = JSON.stringify({ model: "gpt-5.5", messages });
  const response = await fetch(`${url}/v1/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: "Bearer sk-sandbox" },
    body,
  });
  const { choices, usage } = (await response.json()) as Answer;
  const cached = usage.prompt_tokens_details?.cached_tokens ?? 0;
  return { said: choices[0]?.message as Message, cached, tokens: usage.prompt_tokens };
}

/** A proxy whose provider is a sandbox that counts cached tokens as OpenAI does. */
async function startSandboxed(...flags: readonly string[]) {
  const store = join(await temporaryFolder(), "store.db");
  const { url } = await startProxy(["--sandbox", "--store", store, ...flags]);
  return url;
}

describe("a system prompt with today's date", () => {
  it("is read from the cache on the next day, in the same conversation and in a new one", async () => {
    const url = await startSandboxed();
    const first = await ask(url, [prompt(7), user("What is missing?")]);
    expect(first.cached).toBe(0);
    const goesOn = await ask(url, [prompt(8), user("What is missing?"), first.said, user("And since yesterday?")]);
    expect(goesOn.cached).toBeGreaterThan(0.9 * first.tokens);
    const anew = await ask(url, [prompt(9), user("Which orders are open?")]);
    expect(anew.cached).toBeGreaterThan(0.9 * first.tokens);
  });

  it("is not without the aligner", async () => {
    const url = await startSandboxed("--no-align");
    const first = await ask(url, [prompt(7), user("What is missing?")]);
    const next = await ask(url, [prompt(8), user("What is missing?"), first.said, user("And since yesterday?")]);
    expect(next.cached).toBe(0);
  });
});
