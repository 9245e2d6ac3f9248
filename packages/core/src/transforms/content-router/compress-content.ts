import type { CompressContext, Compression, Compressor, Content } from "../../compression/compressor.js";

/** A form that leaves something out is taken when it has at most this share of the tokens of one that does not. */
const WORTH_SHARE = 0.8;

/** Whether a form shows a part only of what it stands for. */
export function leavesOut({ kind }: Compression): boolean {
  return kind === "view" || kind === "items";
}

/**
 * The shortest form of a stretch among those of the compressors that accept its kind; a form that leaves something out only
 * where it is much shorter than any that does not.
 */
export function compressContent(
  content: Content,
  compressors: readonly Compressor[],
  context: CompressContext,
): Compression | undefined {
  const forms = compressors
    .filter(({ accepts }) => accepts.includes(content.kind))
    .map((compressor) => compressor.compress(content, context))
    .filter((form) => form !== undefined);
  if (forms.length < 2) return forms[0];
  const whole = forms.map((form) => (leavesOut(form) ? form.gentler : form)).filter((form) => form !== undefined);
  const lossless = shortest(whole, context);
  const view = shortest(forms.filter(leavesOut), context);
  if (lossless === undefined || view === undefined) return (lossless ?? view)?.form;
  return view.tokens > WORTH_SHARE * lossless.tokens ? lossless.form : { ...view.form, gentler: lossless.form };
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
