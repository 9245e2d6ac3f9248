import type { Dialect } from "../conversation/dialect.js";
import type { Edit, ReplaceEdit, ReplaceJsonEdit } from "../conversation/edit.js";
import type { Part } from "../conversation/part.js";
import type { Change } from "../document/request-document.js";
import { expandText } from "../form/expand-text.js";
import type { FormContext } from "../form/form-codec.js";
import { equalJson } from "../json/equal-json.js";
import { allSaveEnough, countWithAll } from "../tokenizer/agreed.js";
import type { OutcomeKind } from "../transforms/transform.js";
import type { PartCounts } from "./counts.js";
import { type EditFacts, type Memo, textWeight } from "./memo.js";
import { type WrittenEdit, writeEdit } from "./write-edit.js";

/** Share by which the optimized prefix must stay above the provider's smallest cacheable prefix. */
const CACHEABLE_MARGIN = 1.2;

/** What the gates say of an edit. `broken` means that a law would not hold: a fault, not a judgement. */
export type Verdict =
  | {
      readonly ok: true;
      readonly tokensAfter: readonly number[];
      readonly changes: readonly Change[];
      /** Whether the original comes back character by character, not only as the same JSON. */
      readonly exact: boolean;
    }
  | { readonly ok: false; readonly outcome: OutcomeKind; readonly broken?: string };

export interface GateContext {
  readonly dialect: Dialect;
  readonly counts: PartCounts;
  readonly forms: FormContext;
  readonly memo: Memo;
  readonly mayOffload: boolean;
  /** Names what the edit's references point to, as it stands, for the checks depend on it. */
  readonly basis?: string;
}

/** Judges the replacement of a part's text: sacred content, reversibility, handles, savings. */
export function judgeReplacement(edit: ReplaceEdit | ReplaceJsonEdit, gates: GateContext): Verdict {
  const { part } = edit;
  if (part.locks.length > 0) return broken("locked", `an edit of a part with the lock "${part.locks[0]}"`);
  if (part.kind !== "tool-result") return broken("locked", `an edit of a ${part.kind} part, which is sacred`);
  if (part.text === undefined) return broken("locked", "an edit of a part without text");
  if ((edit.offloads?.length ?? 0) > 0 && !gates.mayOffload && edit.eviction === undefined) {
    return broken("guarded", "an offload in a request whose model cannot fetch it");
  }
  const written = writeEdit(edit, gates.dialect);
  if (written === undefined) {
    if (edit.type === "replace") return { ok: false, outcome: "unchanged" };
    return broken("failed", "JSON that does not fit where it should go");
  }
  const facts = editFacts(edit, part.text, written, gates);
  if (!facts.reversible) return broken("failed", "an edit from which the original does not come back");
  const before = gates.counts.factsOf(part).tokens;
  if (!allSaveEnough(before, facts.tokens)) return { ok: false, outcome: "not-smaller" };
  return { ok: true, tokensAfter: facts.tokens, changes: written.changes, exact: facts.exact };
}

function broken(outcome: OutcomeKind, what: string): Verdict {
  return { ok: false, outcome, broken: what };
}

/** The checks that cost time, remembered by what the model reads. */
function editFacts(
  edit: ReplaceEdit | ReplaceJsonEdit,
  original: string,
  { reads }: WrittenEdit,
  gates: GateContext,
): EditFacts {
  const tokenizers = gates.counts.tokenizers.map((tokenizer) => tokenizer.id).join();
  const of = `${gates.counts.digestOf(edit.part)}:${tokenizers}:${gates.basis ?? ""}`;
  const known = gates.memo.edits.get(reads);
  if (known?.of === of) return known;
  const offloads = new Map(edit.offloads?.map((offload) => [offload.handle, offload.text]));
  const said = edit.type === "replace" ? edit.text : edit.json;
  const back = expandText(said, (handle) => offloads.get(handle), gates.forms);
  const exact = back === original;
  const facts = {
    of,
    exact,
    reversible: exact || equalJson(back, original),
    tokens: countWithAll(gates.counts.tokenizers, reads),
  };
  gates.memo.edits.set(reads, facts, textWeight(reads));
  return facts;
}

/**
 * How many tokens each part must keep for the prefix up to it to reach what the provider caches. The edits that the gate of
 * {@link cacheableFloor} lets pass do not matter: until the prefix is long enough it counts no less than it came with.
 */
export function tokensToKeep(
  parts: readonly Part[],
  minimum: number,
  tokensOf: (part: Part) => number,
): (part: Part) => number {
  const needed = Math.ceil(minimum * CACHEABLE_MARGIN);
  let missing: Map<Part, number> | undefined;
  return (part) => {
    if (missing === undefined) {
      missing = new Map();
      let total = 0;
      for (const each of parts) {
        if (total >= needed) break;
        missing.set(each, needed - total);
        total += tokensOf(each);
      }
    }
    return missing.get(part) ?? 0;
  };
}

/**
 * Follows the optimized running total in prompt order and refuses what would leave the prefix, that part included, below
 * what the provider caches. A fold over the parts: nothing later is looked at.
 */
export function cacheableFloor(
  parts: readonly Part[],
  minimum: number,
  tokensOf: (part: Part) => number,
): (part: Part, tokensAfter: number) => boolean {
  const needed = minimum * CACHEABLE_MARGIN;
  let total = 0;
  let next = 0;
  const optimized = new Map<Part, number>();
  return (part, tokensAfter) => {
    for (; total < needed && next < parts.length && parts[next] !== part; next++) {
      const passed = parts[next] as Part;
      total += optimized.get(passed) ?? tokensOf(passed);
    }
    if (total + tokensAfter < needed) return false;
    optimized.set(part, tokensAfter);
    return true;
  };
}

/** Edits in prompt order of the parts they touch; insertions and drops keep their order after them. */
export function inPromptOrder(edits: readonly Edit[], parts: readonly Part[]): readonly Edit[] {
  const position = new Map(parts.map((part, index) => [part, index]));
  const place = (edit: Edit): number =>
    edit.type === "insert" || edit.type === "drop" ? parts.length : (position.get(edit.part) ?? parts.length);
  return edits
    .map((edit, index) => ({ edit, index }))
    .sort((a, b) => place(a.edit) - place(b.edit) || a.index - b.index)
    .map(({ edit }) => edit);
}
