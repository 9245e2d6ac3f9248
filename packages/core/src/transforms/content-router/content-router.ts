import type { Compressor, ContentKind } from "../../compression/compressor.js";
import type { Edit, GentlerText } from "../../conversation/edit.js";
import type { Part } from "../../conversation/part.js";
import { handleOf } from "../../digest/handle.js";
import { holdsForm } from "../../form/expand-text.js";
import { SAME_START } from "../../form/same-form.js";
import { isWellFormed } from "../../json/well-formed.js";
import type { PlanContext, Transform } from "../transform.js";
import { type CompressedText, compressText } from "./compress-text.js";
import { minify } from "./minify.js";
import { protectionFor, type ToolRules } from "./protection.js";
import { queriesSoFar } from "./query-so-far.js";
import { isRetrieved } from "./retrieved.js";
import type { Protection } from "./shell-output.js";
import { isCallUnseen, mayHoldFiles } from "./unseen-calls.js";

export interface ContentRouterOptions extends ToolRules {
  /** Compressors in the order in which they are asked, such as `defaultCompressors()` of `@headroom/core/compressors`. */
  readonly compressors: readonly Compressor[];
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
 */
export function contentRouter({ compressors, ...rules }: ContentRouterOptions): Transform {
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
        const query = `${queryOf(part)}\n${part.toolArguments ?? ""}`;
        const within = unseen || protection !== undefined ? { ...context, mayOffload: false } : context;
        const compressed =
          protection === "quotes"
            ? remembered(part, query, `${identity} keeping lines`, keepingLines, within)
            : remembered(part, query, identity, compressors, within);
        if (compressed !== undefined) edits.push(toEdit(part, compressed));
      }
      return edits;
    },
  };
}

/** Kinds whose lossless forms keep the wording of each line, or that are no lines of files. */
const LINES_KEPT: ReadonlySet<ContentKind> = new Set(["json", "rows", "elements", "search", "paths"]);

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

function remembered(
  part: Part,
  query: string,
  identity: string,
  compressors: readonly Compressor[],
  context: PlanContext,
): Forms | undefined {
  const basis = [
    identity,
    query,
    part.isError === true,
    context.mayOffload,
    context.retrieval.hint,
    context.format,
    context.tokenizers.map((tokenizer) => tokenizer.id),
  ];
  const key = `${context.digestOf(part)}:${context.digest(JSON.stringify(basis))}`;
  const result = context.remember(key, () => compress(part, query, compressors, context), resultWeight);
  if (result === "already-a-form") {
    context.note(part, "already-a-form");
    return undefined;
  }
  return result;
}

function compress(part: Part, query: string, compressors: readonly Compressor[], context: PlanContext): Result {
  const text = part.text as string;
  if (!isWellFormed(text)) return undefined;
  if (holdsForm(text, context.forms)) return "already-a-form";
  // Choices go by the first tokenizer; the gates ask all of them.
  const [tokenizer] = context.tokenizers;
  const count = (piece: string): number => (piece === text ? context.tokensOf(part) : (tokenizer?.count(piece) ?? 0));
  const isError = part.isError === true;
  const compressed = compressText(
    text,
    compressors,
    {
      query,
      isError,
      mayOffload: context.mayOffload && !(isError && count(text) < WHOLE_ERROR_TOKENS),
      format: context.format,
      retrieveHint: context.retrieval.hint,
      count,
      handleOf: (original) => handleOf(original, context.digest),
    },
    context.digest,
  );
  const minified = compressed === undefined ? undefined : minify(text);
  return compressed && { ...compressed, ...(minified !== undefined && { minified }) };
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

function toEdit(part: Part, forms: Forms): Edit {
  return { type: "replace", part, ...candidate(forms), otherwise: gentlerOf(forms) };
}

function candidate(compressed: CompressedText): GentlerText {
  return { text: compressed.text, offloads: compressed.offloads, tag: compressed.tags.join("+") };
}

/** What to send where the first choice is refused: the form that leaves nothing out, then the same JSON without blanks. */
function gentlerOf({ gentler, minified }: Forms): readonly GentlerText[] {
  const texts = gentler === undefined ? [] : [candidate(gentler)];
  return minified === undefined ? texts : [...texts, { text: minified, offloads: [], tag: "minify" }];
}
