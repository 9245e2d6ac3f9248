import { type Answer, type Prompt, type Script, scriptedAnswer } from "@headroom/proxy/sandbox";

const FAILED = /\bERROR\b[^\n]*?\border (\d+)/;
const HANDLE = /\bheadroom_retrieve with handle ([0-9a-f]{12})/g;

/**
 * Plays the model in the examples. It calls the tools that the user names and looks for the order that an error in the
 * results mentions. If the row of that order is not visible, it fetches it, as a model would. Then it answers with the row.
 */
export const sandboxModel: Script = (prompt) => {
  const read = prompt.blocks.map(({ text }) => text).join("\n");
  const [, order] = FAILED.exec(read) ?? [];
  if (prompt.turn.kind !== "results" || order === undefined) return scriptedAnswer(prompt);
  const row = rowOf(order, read);
  if (row !== undefined) return said(`The order is ${row}`);
  return fetchOf(order, read, prompt) ?? said(`Order ${order} failed, but I cannot see whose it is.`);
};

/** The row of an order, from a table or from JSON. */
function rowOf(order: string, read: string): string | undefined {
  return new RegExp(`^(?:\\d+,)?${order},.*$|\\{"id":${order},[^{}]*\\}`, "m").exec(read)?.[0];
}

/** Fetches the row from the first result that was not searched yet. */
function fetchOf(order: string, read: string, { tools }: Prompt): Answer | undefined {
  const tool = tools.find(({ name }) => name.endsWith("headroom_retrieve"));
  const handles = Array.from(read.matchAll(HANDLE), ([, handle]) => handle);
  const handle = handles.find((shown) => !read.includes(`"handle":"${shown}"`));
  if (tool === undefined || handle === undefined) return undefined;
  return { text: "", calls: [{ name: tool.name, input: { handle, grep: order } }] };
}

/** The same model; prints the new results as the model sees them. */
export function shown(script: Script): Script {
  return (prompt) => {
    const { turn, blocks } = prompt;
    const results = turn.kind === "results" ? blocks.slice(-turn.count) : [];
    for (const { text } of results) console.log(`The model sees:\n${text.trim().replace(/^/gm, "  | ")}`);
    return script(prompt);
  };
}

function said(text: string): Answer {
  return { text, calls: [] };
}
