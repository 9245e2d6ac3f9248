import type { FormCodec } from "./form-codec.js";

/**
 * What the lines of a lossless form stand for, or `undefined` when no codec knows the kind, when they are not such lines,
 * or when they stand for more than `maxLength` characters. Never throws.
 */
export function decodeBody(
  codecs: readonly FormCodec[],
  form: { readonly kind: string; readonly body: string; readonly layout: string | undefined },
  maxLength: number,
): string | undefined {
  const codec = codecs.find(({ kind }) => kind === form.kind);
  try {
    return codec?.decode(form.body, form.layout, maxLength);
  } catch {
    return undefined;
  }
}
