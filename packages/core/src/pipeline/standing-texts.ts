import type { Part } from "../conversation/part.js";
import { type ResultPlace, ToolResults } from "../conversation/tool-results.js";
import { expandText } from "../form/expand-text.js";
import type { FormContext } from "../form/form-codec.js";
import { HEADER_START } from "../form/form-header.js";
import { sameCodec } from "../form/same-form.js";
import type { Standing } from "../transforms/standing.js";
import type { AcceptedEdit, Plan } from "./plan.js";

/** What the tool results of a request say in full, as far as the plan has come. */
export class StandingTexts {
  readonly #results: ToolResults;
  /** What forms stand for that came with the request, as far as it was asked for. */
  readonly #cameAs = new Map<Part, string>();
  #next = 0;

  constructor(
    private readonly parts: readonly Part[],
    private readonly plan: Plan,
    private readonly forms: FormContext,
  ) {
    this.#results = new ToolResults(parts);
  }

  placeOf(part: Part): ResultPlace | undefined {
    return this.#results.placeOf(part);
  }

  standingOf(part: Part): Standing {
    if (this.plan.dropped.has(part)) return "less";
    const accepted = this.plan.replacements.get(part);
    if (accepted === undefined) return part.text?.includes(HEADER_START) === false ? "verbatim" : "less";
    if ((accepted.edit.offloads?.length ?? 0) > 0) return "less";
    return accepted.exact === true ? "exact" : "equal";
  }

  /** What a reader has of a part without the store; `undefined` where something is missing. */
  textOf(part: Part): string | undefined {
    switch (this.standingOf(part)) {
      case "verbatim":
      case "exact":
        return part.text;
      case "equal":
        return expandText(saidBy(this.plan.replacements.get(part)), () => undefined, this.formsAt(part));
      case "less":
        if (this.plan.dropped.has(part)) return undefined;
        return this.plan.replacements.has(part) ? undefined : this.#expandedAsCame(part);
    }
  }

  /** From the first part on, because forms may point to forms before them, and those to others again. */
  #expandedAsCame(part: Part): string | undefined {
    while (!this.#cameAs.has(part) && this.#next < this.parts.length) {
      const each = this.parts[this.#next++] as Part;
      if (this.placeOf(each) === undefined || !each.text?.includes(HEADER_START)) continue;
      this.#cameAs.set(
        each,
        expandText(each.text, () => undefined, this.formsAt(each)),
      );
    }
    return this.#cameAs.get(part);
  }

  /** Names all that {@link textOf} reads of a part beside the part's own text. */
  basisOf(part: Part): string {
    const standing = this.standingOf(part);
    return standing === "equal" ? this.forms.digest(saidBy(this.plan.replacements.get(part))) : standing;
  }

  /** Tells forms from look-alikes in the place of a part, those that point to what stands before it, too. */
  formsAt(part: Part): FormContext {
    const earlier = (place: ResultPlace): string | undefined => {
      const found = this.#results.before(part, place);
      return found === undefined ? undefined : this.textOf(found);
    };
    return { ...this.forms, codecs: [...this.forms.codecs, sameCodec(earlier)] };
  }
}

function saidBy(accepted: AcceptedEdit | undefined): string {
  if (accepted === undefined || accepted.edit.type === "insert" || accepted.edit.type === "drop") return "";
  return accepted.edit.type === "replace" ? accepted.edit.text : accepted.edit.json;
}
