import type { JsonObject } from "@headroom/core";

/** Rows of which a search gives many: what a model needs a few of. */
export function manyRows(count: number, seed = 0): string {
  const rows = Array.from({ length: count }, (_, k) => ({
    id: 70_001 + k + seed,
    state: k === 216 ? "failed" : "shipped",
    total: ((k + seed) * 7919) % 5000,
    customer: (((k + seed) * 104_729) % 46_656).toString(36),
  }));
  return JSON.stringify(rows);
}

/**
 * The lines of a transcript of Claude Code with tool calls, each answered by an output, one every 20 seconds, and with the
 * usage of a provider that had all of the request before in its cache.
 *
 * @param outputs What the tool gave, call by call.
 */
export function claudeTranscript(outputs: readonly string[], model = "claude-sonnet-5"): string {
  const lines: JsonObject[] = [];
  const began = Date.UTC(2026, 10, 20, 10);
  let input = 0;
  const add = (line: JsonObject): void => {
    const uuid = `line-${lines.length}`;
    const timestamp = new Date(began + lines.length * 10_000).toISOString();
    lines.push({
      sessionId: "abcdef12",
      isSidechain: false,
      uuid,
      parentUuid: lines.at(-1)?.uuid ?? null,
      timestamp,
      ...line,
    });
  };
  const answers = (block: JsonObject, added: number): void => {
    const usage = {
      input_tokens: 4,
      cache_read_input_tokens: input,
      cache_creation_input_tokens: added,
      output_tokens: 60,
    };
    input += added;
    const message = { id: `msg-${lines.length}`, role: "assistant", model, content: [block], usage };
    add({ type: "assistant", message });
  };
  add({ type: "user", message: { role: "user", content: "Which order failed?" } });
  let added = 18_000;
  for (const [index, output] of outputs.entries()) {
    const id = `call-${index}`;
    answers({ type: "tool_use", id, name: "Bash", input: { command: `orders ${index}` } }, added);
    const content = [{ type: "tool_result", tool_use_id: id, content: output }];
    add({ type: "user", message: { role: "user", content } });
    added = Math.round(output.length / 2.6);
  }
  answers({ type: "text", text: "Order 70217 failed." }, added);
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}
