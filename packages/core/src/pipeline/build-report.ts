import type { Conversation } from "../conversation/part.js";
import type { ChangedSpan } from "../document/request-document.js";
import { handlesIn } from "../form/expand-text.js";
import type { FormContext } from "../form/form-codec.js";
import type { Mode } from "../mode.js";
import type { Report } from "../report/report.js";
import { savingsPercent } from "../report/savings-percent.js";
import type { Warning } from "../report/warning.js";
import { addWaste, NO_WASTE } from "../report/waste-signals.js";
import type { Settings } from "./options.js";
import type { PartCounts } from "./part-counts.js";
import type { Plan } from "./plan.js";

/** What a report is made from. */
export interface ReportBasis {
  readonly conversation: Conversation;
  readonly settings: Settings;
  readonly mode: Mode;
  readonly counts: PartCounts;
  readonly plan: Plan;
  readonly spans: readonly ChangedSpan[];
}

/** Says what was done to a request. In audit mode nothing was done; the plan says what would have been. */
export function buildReport(basis: ReportBasis): Report {
  const { conversation, settings, mode, counts, plan } = basis;
  const before = counts.totalOf(conversation);
  const planned = plannedSavings(plan, counts);
  const saved = mode === "audit" ? 0 : planned;
  const tokenizer = counts.tokenizers[0];
  return {
    mode,
    dialect: conversation.dialect,
    model: conversation.model,
    tokensBefore: before,
    tokensAfter: before - saved,
    tokensSaved: saved,
    savingsPercent: savingsPercent(saved, before),
    potentialTokensSaved: planned,
    exactTokens: tokenizer?.exact ?? false,
    tokenizer: tokenizer?.id ?? "none",
    transformsApplied: mode === "audit" ? [] : transformsApplied(plan),
    handles: mode === "audit" ? [] : handlesOf(conversation, plan, settings.forms),
    edits: basis.spans,
    warnings: plan.warnings,
    wasteSignals: conversation.parts.reduce((sum, part) => addWaste(sum, counts.factsOf(part).waste), NO_WASTE),
    outcomes: outcomesOf(conversation, plan, counts),
    ...(plan.alignment !== undefined && { cacheAlignment: plan.alignment }),
    ...(plan.coldCache !== undefined && { coldCache: plan.coldCache }),
    ...(plan.window !== undefined && { window: plan.window }),
  };
}

function plannedSavings(plan: Plan, counts: PartCounts): number {
  let saved = 0;
  for (const [part, accepted] of plan.replacements) saved += counts.tokensOf(part) - accepted.tokensAfter;
  for (const part of plan.dropped) saved += counts.tokensOf(part);
  for (const added of [...plan.insertions, ...plan.drops.values()]) saved -= added.tokensAfter;
  return saved;
}

function transformsApplied(plan: Plan): readonly string[] {
  const accepted = [...plan.replacements.values(), ...plan.insertions, ...plan.drops.values()];
  return [...new Set(accepted.map(({ edit, transform }) => edit.tag ?? transform))];
}

/** Handles of what was left out now, and of forms that came in with the request. */
function handlesOf(conversation: Conversation, plan: Plan, forms: FormContext): readonly string[] {
  const handles = new Set<string>();
  for (const part of conversation.parts) {
    const edit = (plan.drops.get(part) ?? plan.replacements.get(part))?.edit;
    if (plan.dropped.has(part) && edit === undefined) continue;
    if (edit !== undefined) for (const offload of edit.offloads ?? []) handles.add(offload.handle);
    else if (part.kind === "tool-result") for (const handle of handlesIn(part.text ?? "", forms)) handles.add(handle);
  }
  return [...handles];
}

function outcomesOf(conversation: Conversation, plan: Plan, counts: PartCounts): Report["outcomes"] {
  return conversation.parts
    .filter((part) => part.kind === "tool-result" && part.text !== undefined)
    .map((part) => {
      const accepted = plan.replacements.get(part);
      const tokensBefore = counts.tokensOf(part);
      if (plan.dropped.has(part)) return { path: part.path, outcome: "dropped", tokensBefore, tokensAfter: 0 };
      return {
        path: part.path,
        outcome: plan.outcomes.get(part) ?? "unchanged",
        tokensBefore,
        tokensAfter: accepted?.tokensAfter ?? tokensBefore,
        ...(accepted !== undefined && { tag: accepted.edit.tag ?? accepted.transform }),
      };
    });
}

/** The report of a request that was not looked into. */
export function emptyReport(dialect: string, mode: Mode, warnings: readonly Warning[]): Report {
  return {
    mode,
    dialect,
    model: "",
    tokensBefore: 0,
    tokensAfter: 0,
    tokensSaved: 0,
    savingsPercent: 0,
    potentialTokensSaved: 0,
    exactTokens: false,
    tokenizer: "none",
    transformsApplied: [],
    handles: [],
    edits: [],
    warnings,
    wasteSignals: NO_WASTE,
    outcomes: [],
  };
}
