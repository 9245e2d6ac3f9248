/** A call in a run, and what it gave. */
export interface RunCall {
  readonly tool: string;
  readonly args: { readonly [name: string]: string };
  readonly output: string;
}

/** A body of OpenAI's chat completions. */
export interface ChatBody {
  readonly model: string;
  readonly tools?: readonly object[];
  readonly messages: readonly ChatMessage[];
}

export interface ChatMessage {
  readonly role: string;
  readonly content: unknown;
  readonly tool_call_id?: string;
  readonly tool_calls?: readonly object[];
}

const WORDS = "amber birch cedar delta ember fjord grove heath inlet knoll larch marsh north ocean pines quartz".split(
  " ",
);

/** Lines that no other output has: about 8 tokens each. */
export function outputOf(name: string, lines = 150): string {
  return Array.from({ length: lines }, (_, at) => {
    const words = [0, 1, 2].map((k) => WORDS[(name.length * 7 + at * 5 + k * 3) % WORDS.length]);
    return `${name} ${at}: ${words.join(" ")}`;
  }).join("\n");
}

/** A round of one call, of about 1,200 tokens. */
export function round(at: number, lines?: number): readonly RunCall[] {
  return [{ tool: "bash", args: { command: `run step ${at}` }, output: outputOf(`step ${at}`, lines) }];
}

/** Rounds of calls after one question, as an agent sends them. */
export function runMessages(
  rounds: readonly (readonly RunCall[])[],
  question = "Do all the steps.",
): readonly ChatMessage[] {
  return [
    { role: "system", content: "You carry out steps." },
    { role: "user", content: question },
    ...rounds.flatMap((calls, at) => roundMessages(calls, at)),
  ];
}

export function roundMessages(calls: readonly RunCall[], at: number): readonly ChatMessage[] {
  const idOf = (k: number): string => `call_${at}_${k}`;
  const made = calls.map(({ tool, args }, k) => ({
    id: idOf(k),
    type: "function",
    function: { name: tool, arguments: JSON.stringify(args) },
  }));
  return [
    { role: "assistant", content: `Step ${at} is next.`, tool_calls: made },
    ...calls.map(({ output }, k) => ({ role: "tool", tool_call_id: idOf(k), content: output })),
  ];
}

/** A run of `count` rounds of one call each. */
export function run(count: number, lines?: number): ChatBody {
  return { model: "gpt-4o", messages: runMessages(Array.from({ length: count }, (_, at) => round(at, lines))) };
}

/** The request that holds the first messages only. */
export function upTo(body: ChatBody, count: number): ChatBody {
  return { ...body, messages: body.messages.slice(0, count) };
}

/** Lengths of the requests of a run: everything before each message of the assistant, and the whole. */
export function requestLengths({ messages }: ChatBody): readonly number[] {
  return [...messages.flatMap(({ role }, at) => (role === "assistant" && at > 0 ? [at] : [])), messages.length];
}
