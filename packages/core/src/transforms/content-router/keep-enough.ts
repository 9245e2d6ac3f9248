import type { CompressContext, Compressor } from "../../compressors/compressor.js";
import type { Digest } from "../../digest/handle.js";
import { type CompressedText, compressText } from "./compress-text.js";

/** A beginning is taken a little longer than needed, for it is measured by the average. */
const MARGIN = 1.05;
/** Texts that are not much longer than what must be kept stay as they are. */
const LEAST_SURPLUS = 1.3;

/**
 * Compresses a text, and where its form has fewer tokens than must be kept, all but its beginning: so many of its first
 * lines stay as they are that the rest makes no difference.
 */
export function keepEnough(
  text: string,
  compressors: readonly Compressor[],
  context: CompressContext,
  digest: Digest,
): CompressedText | undefined {
  const compressed = compressText(text, compressors, context, digest);
  const { tokensToKeep } = context;
  if (compressed === undefined || tokensToKeep === 0 || context.count(compressed.text) >= tokensToKeep)
    return compressed;
  const tokens = context.count(text);
  if (tokens < tokensToKeep * LEAST_SURPLUS) return compressed;
  const feed = text.indexOf("\n", Math.ceil((text.length * tokensToKeep * MARGIN) / tokens));
  if (feed < 0) return compressed;
  const head = text.slice(0, feed + 1);
  const rest = compressText(text.slice(feed + 1), compressors, { ...context, tokensToKeep: 0 }, digest, "characters");
  if (rest === undefined) return compressed;
  const { gentler } = rest;
  return { ...rest, text: head + rest.text, ...(gentler && { gentler: { ...gentler, text: head + gentler.text } }) };
}
