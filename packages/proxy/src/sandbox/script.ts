import type { Answer, AnsweredCall, Prompt, PromptTool } from "./prompt.js";
import { sampleOfSchema } from "./sample-of-schema.js";

/** Says what the model answers. */
export type Script = (prompt: Prompt) => Answer;

/** Tools that change something are called only where the client or the user names them. */
const CHANGES =
  /write|edit|delete|remove|create|update|patch|apply|send|kill|drop|deploy|push|commit|move|rename|install/i;

/**
 * The answers of the sandbox. After words of the user it calls a tool if one suits, or all that the user names; after tool
 * results, and where there are no tools, it ends with a short text. The same prompt gets the same answer.
 */
export function scriptedAnswer(prompt: Prompt): Answer {
  const words = prompt.turn.kind === "user" ? prompt.turn.text.trim() : "";
  const tools = toolsToCall(prompt, words);
  if (tools.length > 0) return { text: "", calls: tools.map((tool) => callOf(tool, words)) };
  if (prompt.schema !== undefined) {
    const schema = prompt.schema === true ? {} : prompt.schema;
    const value = prompt.schema === true ? { answer: "sandbox" } : sampleOfSchema(schema, words || "sandbox");
    return { text: JSON.stringify(value), calls: [] };
  }
  return { text: closingText(prompt), calls: [] };
}

function closingText({ turn }: Prompt): string {
  switch (turn.kind) {
    case "results":
      return `I have read ${turn.count === 1 ? "the tool result" : `the ${turn.count} tool results`}. This answer comes from the sandbox.`;
    case "user":
      return "Hello from the sandbox: the request was understood, and no model was asked.";
    case "other":
      return "This answer comes from the sandbox.";
  }
}

function toolsToCall({ tools, choice, turn, parallel, schema }: Prompt, words: string): readonly PromptTool[] {
  if (choice.type === "none") return [];
  if (choice.type === "tool") return tools.filter(({ name }) => name === choice.name).slice(0, 1);
  const named = tools.filter(({ name }) => containsWord(words, name));
  if (named.length > 0) return parallel ? named : named.slice(0, 1);
  const suited = mostAlike(tools, words);
  if (choice.type === "required") return [suited ?? tools[0]].filter((tool) => tool !== undefined);
  return turn.kind === "user" && schema === undefined && suited !== undefined ? [suited] : [];
}

/** The harmless tool whose name and description share most words with the user's; the first among equals. */
function mostAlike(tools: readonly PromptTool[], words: string): PromptTool | undefined {
  const asked = new Set(wordsOf(words));
  const scored = tools
    .filter(({ name }) => !CHANGES.test(name))
    .map((tool) => ({
      tool,
      score: new Set(wordsOf(`${tool.name} ${tool.description}`).filter((word) => asked.has(word))).size,
    }));
  return scored.reduce<(typeof scored)[number] | undefined>(
    (best, next) => (best === undefined || next.score > best.score ? next : best),
    undefined,
  )?.tool;
}

function wordsOf(text: string): readonly string[] {
  return (text.match(/[\p{Ll}\p{N}]+|\p{Lu}[\p{Ll}\p{N}]*/gu) ?? []).map((word) => word.toLowerCase());
}

function containsWord(text: string, word: string): boolean {
  const at = text.indexOf(word);
  return at >= 0 && !/[\w-]/.test(text[at - 1] ?? " ") && !/[\w-]/.test(text[at + word.length] ?? " ");
}

/** Free strings of the arguments are what the user put into backquotes, or all that was said. */
function callOf({ name, schema }: PromptTool, words: string): AnsweredCall {
  const quoted = /`([^`]+)`/.exec(words)?.[1];
  return { name, input: sampleOfSchema(schema, quoted ?? (words || "sandbox")) };
}
