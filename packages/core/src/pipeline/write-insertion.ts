import type { Anchor } from "../conversation/anchor.js";
import type { InsertEdit } from "../conversation/edit.js";
import type { Change } from "../document/request-document.js";
import type { PlanInput } from "./plan.js";

/** The anchor of an insertion as the dialect gives it; `undefined` where nothing may be added. */
export function legalAnchor({ anchor }: InsertEdit, { settings, body }: PlanInput): Anchor | undefined {
  const path = JSON.stringify(anchor.path);
  return settings.dialect.anchors(body).find((legal) => JSON.stringify(legal.path) === path);
}

/** An insertion as it is written into the body. */
export function insertionChanges({ text }: InsertEdit, anchor: Anchor, { settings }: PlanInput): readonly Change[] {
  const value = settings.dialect.insertion(anchor, text);
  return [{ type: "insert-after", path: anchor.path, json: JSON.stringify(value), value }];
}
