import type { CompressContext, Compression, Compressor, Content } from "../../compression/compressor.js";
import { isWorthLeavingOut } from "../../compression/select/worth-selecting.js";

/** Whether a form shows a part only of what it stands for. */
export function leavesOut({ kind }: Compression): boolean {
  return kind === "view" || kind === "items";
}

/**
 * The shortest form of a stretch among those of the compressors that accept its kind; a form that leaves something out only
 * where it is much shorter than any that does not. Compressors that make no such form by themselves are asked for a view.
 */
export function compressContent(
  content: Content,
  compressors: readonly Compressor[],
  context: CompressContext,
): Compression | undefined {
  const accepting = compressors.filter(({ accepts }) => accepts.includes(content.kind));
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
