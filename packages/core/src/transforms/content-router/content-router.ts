import type { CompressContext, Compressor, ContentKind } from "../../compression/compressor.js";
import type { Edit, GentlerText } from "../../conversation/edit.js";
import type { Part } from "../../conversation/part.js";
import { handleOf } from "../../digest/handle.js";
import { holdsForm } from "../../form/expand-text.js";
import { SAME_START } from "../../form/same-form.js";
import { isWellFormed } from "../../json/well-formed.js";
import type { PlanContext, Transform } from "../transform.js";
import { type CompressedText, compressText } from "./compress-text.js";
import { keepEnough } from "./keep-enough.js";
import { minify } from "./minify.js";
import { plainBeginnings } from "./plain-beginnings.js";
import { protectionFor, type ToolRules } from "./protection.js";
import { queriesSoFar } from "./query-so-far.js";
import { isRetrieved } from "./retrieved.js";
import type { Protection } from "./shell-output.js";
import { resolveToolProfiles, type SelectionOverrides, type ToolProfiles } from "./tool-profiles.js";
import { isCallUnseen, mayHoldFiles } from "./unseen-calls.js";

export interface ContentRouterOptions extends ToolRules {
  /** Compressors in the order in which they are asked, such as `defaultCompressors()` of `@headroom/core/compressors`. */
  readonly compressors: readonly Compressor[];
  /** What differs for the results of some tools, by their names. @default none */
  readonly tools?: ToolProfiles;
}

/** Texts below this length cannot save enough to be worth a form. */
const LEAST_CHARACTERS = 160;
const RESULT_OVERHEAD_BYTES = 400;
/** Errors up to this size stay whole, in tokens. */
const WHOLE_ERROR_TOKENS = 1000;

/**
 * The transform that gives each tool result its final form when it first appears.
 *
 * The form of a result depends on its text, its call, what was asked before it and the options: a later request gives it
 * the same form again, so that the cached prefix stays.
 *
 * @throws HeadroomError `invalid-option` naming the tool, the option and what it accepts.
 */
export function contentRouter({ compressors, tools, ...rules }: ContentRouterOptions): Transform {
  const profileOf = resolveToolProfiles(tools);
  const identity = JSON.stringify(compressors.map(({ name, options }) => [name, options ?? null]));
  const keepingLines = compressors.map(withoutWording);
  const protectionOf = protectionFor(rules);
  return {
    name: "content_router",
    plan(conversation, context) {
      const queryOf = queriesSoFar(conversation);
      const unseenMayBeFiles = mayHoldFiles(conversation);
      const edits: Edit[] = [];
      for (const part of conversation.parts) {
        if (part.kind !== "tool-result" || part.text === undefined) continue;
        const unseen = isCallUnseen(part);
        const protection = unseen && unseenMayBeFiles ? "contents" : protectionOf(part);
        if (!isEligible(part, protection, context)) continue;
        const { isLossless, overrides } = profileOf(part.toolName);
        const mayOffload = context.mayOffload && !unseen && !isLossless && protection === undefined;
        const within = mayOffload === context.mayOffload ? context : { ...context, mayOffload };
        const query = `${queryOf(part)}\n${part.toolArguments ?? ""}`;
        const how =
          protection === "quotes"
            ? { identity: `${identity} keeping lines`, compressors: keepingLines }
            : { identity, compressors };
        const task = { part, query, overrides, context: within, ...how };
        const compressed = remembered(task);
        if (compressed !== undefined) edits.push(toEdit(task, compressed));
      }
      return edits;
    },
  };
}

/** Kinds whose lossless forms keep the wording of each line, or that are no lines of files. */
const LINES_KEPT: ReadonlySet<ContentKind> = new Set(["json", "rows", "elements", "search", "paths", "tree"]);

/** A compressor without the kinds of content whose lines it writes in other words. */
function withoutWording(compressor: Compressor): Compressor {
  const accepts = compressor.accepts.filter((kind) => LINES_KEPT.has(kind));
  return Object.create(compressor, { accepts: { value: accepts, enumerable: true } }) as Compressor;
}

function isEligible(part: Part, protection: Protection | undefined, context: PlanContext): boolean {
  const text = part.text as string;
  if (part.locks.length > 0) context.note(part, "locked");
  else if (text.length < LEAST_CHARACTERS) context.note(part, "below-threshold");
  else if (protection === "contents" || isRetrieved(part.toolName, part.toolArguments)) context.note(part, "guarded");
  else if (text.includes(SAME_START) && holdsForm(text, context.formsAt(part))) context.note(part, "already-a-form");
  else return true;
  return false;
}

interface Forms extends CompressedText {
  readonly minified?: string;
}

type Result = Forms | "already-a-form" | undefined;

/** A tool result, and everything that its form depends on. */
interface Task {
  readonly part: Part;
  readonly query: string;
  readonly overrides: SelectionOverrides | undefined;
  /** Names the compressors and their options. */
  readonly identity: string;
  readonly compressors: readonly Compressor[];
  readonly context: PlanContext;
}

/** Names all that a result's form depends on. */
function keyOf({ part, query, overrides, identity, context }: Task): string {
  const basis = [
    identity,
    query,
    overrides ?? null,
    part.isError === true,
    context.mayOffload,
    context.retrieval.hint,
    context.format,
    context.tokensToKeep(part),
    context.tokenizers.map((tokenizer) => tokenizer.id),
  ];
  return `${context.digestOf(part)}:${context.digest(JSON.stringify(basis))}`;
}

function remembered(task: Task): Forms | undefined {
  const { part, context } = task;
  const result = context.remember(keyOf(task), () => compress(task), resultWeight);
  if (result === "already-a-form") {
    context.note(part, "already-a-form");
    return undefined;
  }
  return result;
}

function compress(task: Task): Result {
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

/** What compressors are told of a result; nothing is to be left out. */
function contextOf({ part, query, overrides, context }: Task): CompressContext {
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
  };
}

/** Choices go by the first tokenizer; the gates ask all of them. */
function counterFor(part: Part, { tokenizers: [tokenizer], tokensOf }: PlanContext): (text: string) => number {
  return (text) => (text === part.text ? tokensOf(part) : (tokenizer?.count(text) ?? 0));
}

function resultWeight(result: Result): number {
  if (result === undefined || typeof result === "string") return RESULT_OVERHEAD_BYTES;
  const texts = [
    result.text,
    result.gentler?.text ?? "",
    result.minified ?? "",
    ...result.offloads.map((offload) => offload.text),
  ];
  return RESULT_OVERHEAD_BYTES + 2 * texts.reduce((sum, text) => sum + text.length, 0);
}

function toEdit(task: Task, forms: Forms): Edit {
  const otherwise = { [Symbol.iterator]: () => gentlerOf(task, forms) };
  return { type: "replace", part: task.part, ...candidate(forms), otherwise };
}

function candidate(compressed: CompressedText): GentlerText {
  return { text: compressed.text, offloads: compressed.offloads, tag: compressed.tags.join("+") };
}

/**
 * What to send where the first choice is refused: the form that leaves nothing out, the same JSON without blanks, then forms
 * of all but the beginning.
 */
function* gentlerOf(task: Task, { text, gentler, minified }: Forms): Generator<GentlerText> {
  if (gentler !== undefined) yield candidate(gentler);
  if (minified !== undefined) yield { text: minified, offloads: [], tag: "minify" };
  const { part, compressors, context } = task;
  const compress = (rest: string): CompressedText | undefined => {
    const form = () => compressText(rest, compressors, contextOf(task), context.digest, "characters");
    return context.remember(`${keyOf(task)}:${rest.length}`, form, resultWeight);
  };
  yield* plainBeginnings({ text: part.text as string, refused: text, count: counterFor(part, context), compress });
}
