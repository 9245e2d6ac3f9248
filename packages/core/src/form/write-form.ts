import { type Digest, handleOf } from "../digest/handle.js";
import { writeHeader } from "./form-header.js";

/** Number of hex digits of a view's check sum. */
const SUM_LENGTH = 6;

/** The check sum of a view: ties what is shown to the handle of what it was taken from. */
export function viewSum(id: string, body: string, digest: Digest): string {
  return digest(`${id}\n${body}`).slice(0, SUM_LENGTH);
}

/** A form as it stands in a text, without the line feed that ends it when more text follows. */
export function writeForm(
  form: { kind: string; standsFor: string; body: string; layout?: string },
  digest: Digest,
): string {
  const id = handleOf(form.standsFor, digest);
  const header = writeHeader({
    kind: form.kind,
    id,
    lines: countLines(form.body),
    ...(form.layout !== undefined && { layout: form.layout }),
    ...(form.kind === "view" && { sum: viewSum(id, form.body, digest) }),
  });
  return `${header}\n${form.body}`;
}

function countLines(text: string): number {
  let lines = 1;
  for (let feed = text.indexOf("\n"); feed >= 0; feed = text.indexOf("\n", feed + 1)) lines++;
  return lines;
}
