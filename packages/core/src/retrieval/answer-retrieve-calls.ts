import type { Dialect } from "../conversation/dialect.js";
import type { ToolCall, ToolResult } from "../conversation/tool-format.js";
import { readByteDocument } from "../document/byte-document.js";
import { removeElements } from "../json/remove-elements.js";
import { scanJson } from "../json/scan-json.js";
import { spliceText } from "../json/splice.js";
import type { Retriever } from "./create-retriever.js";
import { retrieveCallsInTurn } from "./retrieve-calls-in-turn.js";
import { isRetrieveTool } from "./retrieve-tool.js";

/** What follows from an answer: the request with which to go on, or the answer for the application. */
export type Answered =
  | { readonly type: "continue"; readonly body: Uint8Array }
  | { readonly type: "done"; readonly answer: Uint8Array };

/**
 * Answers the calls of the retrieval tool in an answer to a request that was offered it.
 *
 * Where the model calls nothing else, the request goes on with what was fetched. Where it calls tools of the application as
 * well, those go to the application, and the fetches are taken out: the model can ask for them again, alone. They stay in
 * where the provider would miss them. An answer without them is the same reference.
 *
 * @param body The request as the application would have sent it, with the tool.
 * @throws UnreadableBodyError when one of both is not JSON.
 */
export async function answerRetrieveCalls(
  body: Uint8Array,
  answer: Uint8Array,
  dialect: Dialect,
  retriever: Retriever,
): Promise<Answered> {
  const { tools } = dialect;
  const answered = readByteDocument(answer);
  const calls = tools?.calls(answered.value) ?? [];
  const fetches = calls.filter(({ name }) => isRetrieveTool(name));
  if (tools === undefined || fetches.length === 0) return { type: "done", answer };
  const request = readByteDocument(body);
  if (fetches.length < calls.length) {
    const separable = tools.separable?.(request.value) !== false && !fetches.some(({ bound }) => bound === true);
    return { type: "done", answer: separable ? withoutCalls(answer, fetches) : answer };
  }
  const conversation = dialect.read(request.value, request.raw);
  const earlier = conversation === undefined ? [] : retrieveCallsInTurn(conversation);
  const results = await resultsOf(fetches, earlier, retriever);
  const changes = tools.continuation(request.value, answered.value, answered.raw, results);
  return { type: "continue", body: request.apply(changes).body };
}

async function resultsOf(
  fetches: readonly ToolCall[],
  earlier: readonly unknown[],
  retriever: Retriever,
): Promise<readonly ToolResult[]> {
  const before = (index: number) => [...earlier, ...fetches.slice(0, index).map((call) => call.arguments)];
  return Promise.all(
    fetches.map(async (call, index) => ({ call, ...(await retriever.answer(call.arguments, before(index))) })),
  );
}

function withoutCalls(answer: Uint8Array, calls: readonly ToolCall[]): Uint8Array {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(answer);
  const tree = scanJson(text);
  const splices = removeElements(
    tree,
    calls.map(({ path }) => path),
  );
  return new TextEncoder().encode(spliceText(text, splices));
}
