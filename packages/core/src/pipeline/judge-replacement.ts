import type { Dialect } from "../conversation/dialect.js";
import type { ReplaceEdit, ReplaceJsonEdit } from "../conversation/edit.js";
import type { Change } from "../document/request-document.js";
import { type WrittenEdit, writeEdit } from "../document/write-edit.js";
import { expandText } from "../form/expand-text.js";
import type { FormContext } from "../form/form-codec.js";
import { equalJson } from "../json/equal-json.js";
import { allSaveEnough, countWithAll } from "../tokenizer/agreed.js";
import type { OutcomeKind } from "../transforms/transform.js";
import { type EditFacts, type Memo, textWeight } from "./memo.js";
import type { PartCounts } from "./part-counts.js";

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
