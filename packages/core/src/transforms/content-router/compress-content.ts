import type { CompressContext, Compression, Compressor, Content } from "../../compressors/compressor.js";
import { isStillLarge, isWorthLeavingOut } from "../../compressors/select/worth-selecting.js";
import { countPhrases } from "./count-phrases.js";

/** Whether a form shows a part only of what it stands for. */
export function leavesOut({ kind }: Compression): boolean {
  return kind === "view" || kind === "items";
}

/** Shorter contents are encoded as a whole before anything is left out of them. */
const LARGE = 12_000;
/** About how many tokens a form has that leaves nothing out, in comparison with the phrases of a text, and rather too few. */
const LOSSLESS_SHARE = 1.75;
const CHARACTERS_OF_TOKEN = 3;

/**
 * The shortest form of a stretch among those of the compressors that accept its kind; a form that leaves something out only
 * where it is much shorter than any that does not. Compressors that make no such form by themselves are asked for a view.
 *
 * `isQuick` says that a form which leaves nothing out was not made, it being clear that it would be too long.
 */
export function compressContent(
  content: Content,
  compressors: readonly Compressor[],
  context: CompressContext,
): { readonly form: Compression | undefined; readonly isQuick: boolean } {
  const accepting = compressors.filter(({ accepts }) => accepts.includes(content.kind));
  const quick = quickView(content, accepting, context);
  return { form: quick ?? shortestForm(content, accepting, context), isQuick: quick !== undefined };
}

/** A view of a large content that repeats so little that whatever leaves nothing out would be longer. */
function quickView(
  content: Content,
  compressors: readonly Compressor[],
  context: CompressContext,
): Compression | undefined {
  const { text } = content;
  if (!context.mayOffload || text.length < LARGE || context.format === "json") return undefined;
  const original = context.count(text);
  const { fresh, repeated } = countPhrases(text);
  const lossless = Math.min(original, LOSSLESS_SHARE * (fresh / CHARACTERS_OF_TOKEN + repeated));
  if (!isStillLarge(original, lossless)) return undefined;
  const [view] = viewOf(content, compressors, undefined, context);
  return view !== undefined && isWorthLeavingOut(context.count(view.body), lossless) ? view : undefined;
}

function shortestForm(
  content: Content,
  accepting: readonly Compressor[],
  context: CompressContext,
): Compression | undefined {
  const forms = accepting.flatMap((compressor) => compressor.compress(content, context) ?? []);
  const whole = forms.flatMap((form) => (leavesOut(form) ? (form.gentler ?? []) : form));
  const lossless = shortest(whole, context);
  const view =
    shortest(forms.filter(leavesOut), context) ??
    shortest(viewOf(content, accepting, lossless?.form, context), context);
  if (lossless === undefined || view === undefined) return (view ?? lossless)?.form;
  const isWorthIt = isWorthLeavingOut(view.tokens, lossless.tokens);
  return isWorthIt ? { ...view.form, gentler: lossless.form } : lossless.form;
}

/** The first view that a compressor offers. */
function viewOf(
  content: Content,
  compressors: readonly Compressor[],
  lossless: Compression | undefined,
  context: CompressContext,
): readonly Compression[] {
  if (!context.mayOffload) return [];
  for (const compressor of compressors) {
    const view = compressor.view?.(content, lossless, context);
    if (view !== undefined) return [view];
  }
  return [];
}

function shortest(
  forms: readonly Compression[],
  { count }: CompressContext,
): { readonly form: Compression; readonly tokens: number } | undefined {
  return forms
    .map((form) => ({ form, tokens: count(form.body) }))
    .reduce<{ form: Compression; tokens: number } | undefined>(
      (best, each) => (best === undefined || each.tokens < best.tokens ? each : best),
      undefined,
    );
}
