import { checkTextView } from "../../src/compressors/text-view/view-checker.test-support.js";
import { checkJsonView } from "./check-json-view.js";
import type { RecordedView } from "./recorded-views.js";

/** Checks whatever a view says and shows against the text that it is a part of. */
export function checkView({ original, body, notes }: RecordedView): void {
  const isText = notes === undefined && /^Parts of \d+ lines? of text/.test(body);
  if (isText) checkTextView(original, body);
  else checkJsonView(original, notes ?? body, notes === undefined ? undefined : body);
}
