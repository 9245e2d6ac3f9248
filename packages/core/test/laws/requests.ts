import fc from "fast-check";
import { anthropicMessages } from "../../../providers-anthropic/src/index.js";
import { openaiChat } from "../../../providers-openai/src/index.js";
import type { Dialect } from "../../src/conversation/dialect.js";
import { toolOutput } from "./tool-outputs.js";
import { Source, type Writable } from "./write-oddly.js";

/** A conversation with tools, whatever the provider. */
export interface Exchange {
  readonly steps: readonly Step[];
  /** Members that no dialect knows, at the root and in messages. */
  readonly unknown: string;
  readonly tools: readonly string[];
}

type Step =
  | { readonly type: "user"; readonly text: string }
  | { readonly type: "assistant"; readonly text: string }
  | { readonly type: "calls"; readonly thinking: string; readonly calls: readonly Call[] };

interface Call {
  readonly name: string;
  readonly args: { readonly [name: string]: string };
  readonly output: string;
  readonly asList: boolean;
  readonly isError: boolean;
}

/** One of the formats that the laws are tried on. */
export interface Format {
  readonly dialect: Dialect;
  write(exchange: Exchange): { readonly messages: readonly Writable[]; readonly [member: string]: Writable };
}

const said = fc.constantFrom(
  "Look into this.",
  "Find the failed ones, please: error 500",
  "Which user is the newest? \u00fcber \ud83d\ude00",
  "ID 1234567890123456789",
  "",
);
const called = fc.constantFrom<readonly [string, Call["args"]]>(
  ["list_items", {}],
  ["search", { query: "failed" }],
  ["bash", { command: "curl -s https://api.example.com/items" }],
  ["bash", { command: "cat src/config.json" }],
  ["read_file", { path: "a.json" }],
  ["headroom_retrieve", { handle: "0123456789ab" }],
);
/** What a call gives that other calls gave before, in whole or in part. */
interface Echo {
  readonly back: number;
  readonly how: "whole" | "head" | "tail" | "framed" | "wrapped" | "changed" | "mixed";
  readonly at: number;
}

const echo: fc.Arbitrary<Echo | undefined> = fc.option(
  fc.record({
    back: fc.nat(6),
    how: fc.constantFrom("whole", "whole", "head", "tail", "framed", "wrapped", "changed", "mixed"),
    at: fc.nat(100),
  }),
  { nil: undefined },
);

interface EchoingCall extends Call {
  readonly echo: Echo | undefined;
}

const call: fc.Arbitrary<EchoingCall> = fc
  .record({
    called,
    output: toolOutput,
    echo,
    asList: fc.boolean(),
    isError: fc.constantFrom(false, false, false, true),
  })
  .map(({ called: [name, args], ...rest }) => ({ name, args, ...rest }));

/** The outputs of a conversation, those that repeat earlier ones put together. */
function echoing(steps: readonly Step[]): readonly Step[] {
  const outputs: string[] = [];
  return steps.map((each) => {
    if (each.type !== "calls") return each;
    const calls = each.calls.map(({ echo: repeat, ...rest }: Call & { readonly echo?: Echo | undefined }) => {
      const before = outputs.at(-1 - ((repeat?.back ?? 0) % Math.max(1, outputs.length)));
      const output = repeat === undefined || before === undefined ? rest.output : echoed(before, rest.output, repeat);
      outputs.push(output);
      return { ...rest, output };
    });
    return { ...each, calls };
  });
}

/** Forms are repeated whole: what a form stands for must not stand elsewhere by itself, or the store comes to know it. */
function echoed(before: string, own: string, { how, at }: Echo): string {
  if (before.includes("<headroom:")) return before;
  const lines = before.split("\n");
  const cut = at % lines.length;
  if (how === "head") return lines.slice(0, cut + 1).join("\n");
  if (how === "tail") return lines.slice(cut).join("\n");
  if (how === "framed") return `Chunk ID: ${at}\nWall time: ${at} seconds\nOutput:\n${before}\n`;
  if (how === "wrapped") return JSON.stringify([{ code: at, stdout: before, stderr: own.slice(0, at) }]);
  if (how === "changed") return [...lines.slice(0, cut), `${lines[cut]}.`, ...lines.slice(cut + 1)].join("\n");
  return how === "mixed" ? [...lines.slice(0, cut), own, ...lines.slice(cut)].join("\n") : before;
}

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ type: fc.constant("user" as const), text: said }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("assistant" as const), text: said }) },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant("calls" as const),
      thinking: said,
      calls: fc.array(call, { minLength: 1, maxLength: 3 }),
    }),
  },
);

export const exchange: fc.Arbitrary<Exchange> = fc.record({
  steps: fc.array(step, { minLength: 1, maxLength: 6 }).map(echoing),
  unknown: fc.constantFrom(
    "1.0",
    "12345678901234567890",
    '{"b":1,"a":2,"b":3}',
    "[ ]",
    '"\\u0041\\/"',
    "null",
    "1e400",
  ),
  tools: fc.subarray(["list_items", "search", "bash", "read_file", "headroom_retrieve"]),
});

const LONG_SYSTEM = "You help with the inventory. ".repeat(300);

export const OPENAI: Format = {
  dialect: openaiChat,
  write({ steps, unknown, tools }) {
    const messages = steps.flatMap((each, at): readonly Writable[] => {
      if (each.type !== "calls") return [{ role: each.type, content: each.text }];
      const ids = each.calls.map((_call, k) => `call_${at}_${k}`);
      const made = each.calls.map(({ name, args }, k) => ({
        id: ids[k],
        type: "function",
        function: { name, arguments: JSON.stringify(args) },
      }));
      const results = each.calls.map(({ output, asList }, k) => ({
        role: "tool",
        tool_call_id: ids[k],
        content: asList ? [{ type: "text", text: output }] : output,
        x_unknown: new Source(unknown),
      }));
      return [{ role: "assistant", content: null, reasoning_content: each.thinking, tool_calls: made }, ...results];
    });
    const definitions = tools.map((name) => ({ type: "function", function: { name, parameters: { type: "object" } } }));
    return {
      model: "gpt-5.5",
      x_unknown: new Source(unknown),
      ...(definitions.length > 0 && { tools: definitions }),
      messages: [{ role: "developer", content: LONG_SYSTEM }, { role: "user", content: "Begin." }, ...messages],
    };
  },
};

export const ANTHROPIC: Format = {
  dialect: anthropicMessages,
  write({ steps, unknown, tools }) {
    const messages = steps.flatMap((each, at): readonly Writable[] => {
      if (each.type !== "calls") return [{ role: each.type, content: each.text }];
      const ids = each.calls.map((_call, k) => `toolu_${at}_${k}`);
      const thinking = { type: "thinking", thinking: each.thinking, signature: "EqQB/w==" };
      const made = each.calls.map(({ name, args }, k) => ({ type: "tool_use", id: ids[k], name, input: args }));
      const results = each.calls.map(({ output, asList, isError }, k) => ({
        type: "tool_result",
        tool_use_id: ids[k],
        content: asList ? [{ type: "text", text: output }] : output,
        ...(isError && { is_error: true }),
        x_unknown: new Source(unknown),
      }));
      return [
        { role: "assistant", content: [thinking, ...made] },
        { role: "user", content: results },
      ];
    });
    const definitions = tools.map((name) => ({ name, input_schema: { type: "object" } }));
    return {
      model: "claude-sonnet-5",
      max_tokens: 1024,
      x_unknown: new Source(unknown),
      system: [{ type: "text", text: LONG_SYSTEM, cache_control: { type: "ephemeral", ttl: "1h" } }],
      ...(definitions.length > 0 && { tools: definitions }),
      messages: [{ role: "user", content: "Begin." }, ...messages],
    };
  },
};

export const FORMATS: readonly Format[] = [OPENAI, ANTHROPIC];
