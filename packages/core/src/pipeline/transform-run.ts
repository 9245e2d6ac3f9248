import type { Transform } from "../transforms/transform.js";
import type { EditedView } from "./edited-view.js";
import type { Plan, PlanInput } from "./plan.js";
import type { StandingTexts } from "./standing-texts.js";

/** One transform at work on a request. */
export interface TransformRun {
  readonly transform: Transform;
  readonly input: PlanInput;
  /** As far as the transforms before this one have come; it grows as edits are accepted. */
  readonly plan: Plan;
  readonly standing: StandingTexts;
  /** What the transform sees. */
  readonly view: EditedView;
}
