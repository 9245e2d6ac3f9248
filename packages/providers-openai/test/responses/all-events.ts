import type { JsonValue } from "@headroom/core";

/** Events that carry the whole answer as far as it is there, in the order in which they come. */
const LIFECYCLE = ["response.queued", "response.created", "response.in_progress"];

/** Progress of items and of what is in them: each stem with its endings. */
const PROGRESS: Readonly<Record<string, readonly string[]>> = {
  "response.output_item": ["added", "done"],
  "response.content_part": ["added", "done"],
  "response.output_text": ["delta", "done", "annotation.added"],
  "response.refusal": ["delta", "done"],
  "response.reasoning_summary_part": ["added", "done"],
  "response.reasoning_summary_text": ["delta", "done"],
  "response.reasoning_text": ["delta", "done"],
  "response.function_call_arguments": ["delta", "done"],
  "response.custom_tool_call_input": ["delta", "done"],
  "response.shell_call_command": ["added", "delta", "done"],
  "response.shell_call_output_content": ["delta", "done"],
  "response.audio": ["delta", "done", "transcript.delta", "transcript.done"],
  "response.web_search_call": ["in_progress", "searching", "completed"],
  "response.file_search_call": ["in_progress", "searching", "completed"],
  "response.code_interpreter_call": ["in_progress", "interpreting", "completed"],
  "response.code_interpreter_call_code": ["delta", "done"],
  "response.image_generation_call": ["in_progress", "generating", "partial_image", "completed"],
  "response.mcp_call": ["in_progress", "completed", "failed"],
  "response.mcp_call_arguments": ["delta", "done"],
  "response.mcp_list_tools": ["in_progress", "completed", "failed"],
  "response.compaction": ["compacting"],
};

const PROGRESS_TYPES = Object.entries(PROGRESS).flatMap(([stem, ends]) => ends.map((end) => `${stem}.${end}`));

/** The types of all events of a streamed answer that ends well, and of an error in the middle of it. */
export const EVENT_TYPES: readonly string[] = [...LIFECYCLE, ...PROGRESS_TYPES, "error", "response.completed"];

/** One event of each type; only the last one says what was used. */
export function streamOfAllEvents(usage: JsonValue): readonly { readonly type: string; readonly bytes: Uint8Array }[] {
  const frame = { id: "resp_1", object: "response", model: "gpt-5.5", output: [] };
  const members = (type: string): JsonValue => {
    if (LIFECYCLE.includes(type)) return { response: { ...frame, usage: null } };
    if (type === "response.completed") return { response: { ...frame, usage } };
    if (type === "error") return { code: "server_error", message: 'no "usage" yet', param: null };
    return { item_id: "item_1", output_index: 0, delta: '{"usage":{"input_tokens":1}}', item: { usage: null } };
  };
  return EVENT_TYPES.map((type, index) => {
    const event = { type, sequence_number: index, ...(members(type) as object) };
    return { type, bytes: new TextEncoder().encode(`event: ${type}\ndata: ${JSON.stringify(event)}\n\n`) };
  });
}
