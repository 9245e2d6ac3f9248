import type { JsonObject } from "@headroom/core";
import { describe, expect, it } from "vitest";
import { tokensOf } from "../prompt/prompt.ts";
import { createPromptReader } from "../prompt/prompt-reader.ts";
import { familyOf } from "./family.ts";
import { longConversation } from "./long-conversation.ts";
import { sendTimes } from "./pauses.ts";
import type { Format, Session } from "./session.ts";
import { sessionOfMessages } from "./session-of-messages.ts";
import { VOLATILITIES, withVolatility } from "./volatile.ts";
import { generatePrefix, withPrefix } from "./with-prefix.ts";

const count = (text: string): number => Math.ceil(text.length / 4);
const call = (name: string): JsonObject => ({
  role: "assistant",
  tool_calls: [{ function: { name, arguments: "{}" } }],
});
const result: JsonObject = { role: "tool", content: "ok" };
const person: JsonObject = { role: "user", content: "go on" };

function session(messages: readonly JsonObject[], format: Format = "openai-chat"): Session {
  return sessionOfMessages({ name: "s", format, messages });
}

describe("the requests of a session", () => {
  it("are what stands before each answer", () => {
    const { turns } = session([person, call("a"), result, call("b"), result, { role: "assistant", content: "done" }]);
    expect(turns.map(({ body }) => (body.messages as unknown[]).length)).toEqual([1, 3, 5]);
    expect(turns.map(({ afterPerson }) => afterPerson)).toEqual([false, false, false]);
    expect(turns[2]?.answer).toEqual({ role: "assistant", content: "done" });
  });

  it("begin with what a person said: an answer without a question is none", () => {
    expect(session([{ role: "assistant", content: "hello" }, person, call("a")]).turns).toHaveLength(1);
  });

  it("belong to a family by the tools that are called", () => {
    expect(familyOf([call("Read"), call("Bash")])).toBe("coding");
    expect(familyOf([call("bash"), call("run_command")])).toBe("terminal");
    expect(familyOf([call("get_flight")])).toBe("service");
    expect(familyOf([person])).toBe("service");
  });
});

describe("the times of requests", () => {
  const asked = [person, call("a"), result, call("b")];
  const talk = session([...asked, ...Array.from({ length: 4 }, () => [person, call("c")]).flat()]);

  it("are stated where none are recorded: steps, answers of a person, and each fourth of these a break", () => {
    expect(sendTimes(talk, 1)).toEqual([0, 8, 98, 188, 278, 1178]);
    expect(sendTimes(talk, 4)).toEqual([0, 32, 392, 752, 1112, 4712]);
  });

  it("are the recorded ones where there are some, and never go back", () => {
    const at = [1000, 1030, 1020, undefined, 1100, 1160];
    const timed = {
      ...talk,
      turns: talk.turns.map(({ at: _at, ...turn }, index) => ({ ...turn, ...(at[index] && { at: at[index] }) })),
    };
    expect(sendTimes(timed, 1)).toEqual([0, 30, 30, 120, 210, 270]);
  });
});

describe("a prefix", () => {
  const tokens = 3000;
  const prefix = generatePrefix(tokens, count);

  it.each(["anthropic-messages", "openai-chat", "openai-responses"] as const)(
    "of the wanted size stands before %s",
    (format) => {
      const body = format === "openai-responses" ? { input: [person] } : { messages: [person] };
      const plain: Session = { ...session([]), format, turns: [{ body, afterPerson: false }] };
      const size = ({ turns }: Session) => tokensOf(createPromptReader(count).read(turns[0]?.body ?? {}, format));
      const added = size(withPrefix(plain, prefix)) - size(plain);
      expect(added).toBeGreaterThan(0.95 * tokens);
      expect(added).toBeLessThan(1.1 * tokens);
      const [, ...rest] = createPromptReader(count).read(withPrefix(plain, prefix).turns[0]?.body ?? {}, format).blocks;
      expect(rest.at(-1)?.text).toBe("go on");
    },
  );

  it("is the same each time", () => {
    expect(generatePrefix(tokens, count)).toEqual(prefix);
  });
});

describe("prompts that change", () => {
  const long = session(Array.from({ length: 30 }, () => [person, call("a"), result]).flat());
  const systems: readonly (readonly [Format, Session])[] = [
    ["openai-chat", withPrefix(long, generatePrefix(500, count))],
    ["anthropic-messages", withPrefix({ ...long, format: "anthropic-messages" }, generatePrefix(500, count))],
  ];

  it.each(systems)("do so before the conversation, in %s", (format, stable) => {
    const reader = createPromptReader(count);
    const own = (index: number, of: Session) => reader.read(of.turns[index]?.body ?? {}, format);
    const changes = VOLATILITIES.map((volatility) => {
      const changed = withVolatility(stable, volatility);
      let breaks = 0;
      for (const index of changed.turns.keys()) {
        const [before, now] = [own(index - 1, changed), own(index, changed)];
        const same = before.blocks.every(({ digest }, at) => digest === now.blocks[at]?.digest);
        if (index > 0 && !same) breaks++;
      }
      return breaks;
    });
    expect(changes).toEqual([29, 2, 1]);
  });
});

describe("the long conversation", () => {
  it("has 50 turns of two requests and about 80,000 tokens", async () => {
    const { loadTokenizer } = await import("@headroom/tokenizers");
    const o200k = await loadTokenizer("o200k_base");
    const { turns } = longConversation();
    expect(turns).toHaveLength(100);
    const reader = createPromptReader((text) => o200k.count(text));
    const tokens = tokensOf(reader.read(turns.at(-1)?.body ?? {}, "openai-chat"));
    expect(tokens).toBeGreaterThan(76_000);
    expect(tokens).toBeLessThan(84_000);
  });
});
