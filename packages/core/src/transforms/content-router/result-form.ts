import type { CompressContext } from "../../compressors/compressor.js";
import type { Part } from "../../conversation/part.js";
import { handleOf } from "../../digest/handle.js";
import { holdsForm } from "../../form/expand-text.js";
import { isWellFormed } from "../../json/well-formed.js";
import type { CompressedText } from "./compress-text.js";
import { keepEnough } from "./keep-enough.js";
import { minify } from "./minify.js";
import { keyOf, type RouterContext, type Task } from "./result-task.js";

const RESULT_OVERHEAD_BYTES = 400;
/** Errors up to this size stay whole, in tokens. */
const WHOLE_ERROR_TOKENS = 1000;

/** A shorter form of a result, and the same JSON without blanks. */
export interface ResultForms extends CompressedText {
  readonly minified?: string;
}

/** What a result becomes; `undefined` where it stays as it is. */
export type CompressedResult = ResultForms | "already-a-form" | undefined;

/** The form of a result, remembered. */
export function rememberedForms(task: Task): ResultForms | undefined {
  return formsOrNote(
    task,
    task.context.remember(keyOf(task), () => compressResult(task), resultWeight),
  );
}

/** A form, or a note that the text has one already. */
export function formsOrNote({ part, context }: Task, result: CompressedResult): ResultForms | undefined {
  if (result !== "already-a-form") return result;
  context.note(part, "already-a-form");
  return undefined;
}

/** The form of a result, or why it has none. */
export function compressResult(task: Task): CompressedResult {
  const { part, context } = task;
  const text = part.text as string;
  if (!isWellFormed(text)) return undefined;
  if (holdsForm(text, context.forms)) return "already-a-form";
  const isError = part.isError === true;
  const mayOffload = context.mayOffload && !(isError && context.tokensOf(part) < WHOLE_ERROR_TOKENS);
  const within = { ...contextOf(task), mayOffload, tokensToKeep: context.tokensToKeep(part) };
  const compressed = keepEnough(text, task.compressors, within, context.digest);
  const minified = compressed === undefined ? undefined : minify(text);
  return compressed && { ...compressed, ...(minified !== undefined && { minified }) };
}

/** The form of a result that leaves nothing out. */
export function compressWhole(task: Task): CompressedText | undefined {
  const { part, context, compressors } = task;
  const within = { ...contextOf(task), tokensToKeep: context.tokensToKeep(part) };
  const whole = () => keepEnough(part.text as string, compressors, within, context.digest);
  return context.remember(`${keyOf(task)}:whole`, whole, resultWeight);
}

/** What compressors are told of a result; nothing is to be left out. */
export function contextOf({ part, query, overrides, context, scorer }: Task): CompressContext {
  return {
    query,
    isError: part.isError === true,
    mayOffload: false,
    format: context.format,
    tokensToKeep: 0,
    retrieveHint: context.retrieval.hint,
    count: counterFor(part, context),
    handleOf: (original) => handleOf(original, context.digest),
    ...(overrides !== undefined && { overrides }),
    ...(scorer !== undefined && { scorer }),
  };
}

/** Choices go by the first tokenizer; the gates ask all of them. */
export function counterFor(part: Part, { tokenizers: [tokenizer], tokensOf }: RouterContext): (text: string) => number {
  return (text) => (text === part.text ? tokensOf(part) : (tokenizer?.count(text) ?? 0));
}

/** Weight of a result in a memo, in bytes. */
export function resultWeight(result: CompressedResult): number {
  if (result === undefined || typeof result === "string") return RESULT_OVERHEAD_BYTES;
  const texts = [
    result.text,
    result.gentler?.text ?? "",
    result.minified ?? "",
    ...result.offloads.map((offload) => offload.text),
  ];
  return RESULT_OVERHEAD_BYTES + 2 * texts.reduce((sum, text) => sum + text.length, 0);
}
