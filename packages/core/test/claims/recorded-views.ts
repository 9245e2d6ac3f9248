import type { Compression, Compressor } from "../../src/compressors/compressor.js";
import { defaultCompressors } from "../../src/compressors/index.js";
import { createOptimizer, type Optimized } from "../../src/pipeline/optimizer.js";
import type { OptimizerOptions } from "../../src/pipeline/options.js";
import { type PlainBody, plainDialect } from "../plain-dialect.js";

/** A part of a text, as some compressor offered it, and the text that it is a part of. */
export interface RecordedView {
  readonly original: string;
  /** What is said of what is left out; `undefined` where it stands at the beginning of the body. */
  readonly notes: string | undefined;
  readonly body: string;
}

/** Every view that the compressors offer for a tool output, also of stretches of it, and also those that are not sent. */
export function recordedViews(
  text: string,
  query: string,
  options: Partial<OptimizerOptions> = {},
): readonly RecordedView[] {
  const views: RecordedView[] = [];
  const body: PlainBody = {
    messages: [
      { role: "user", text: query },
      { role: "tool", tool: "run", text },
    ],
  };
  const optimizer = createOptimizer({
    dialect: plainDialect,
    retrieval: "assume",
    profile: "aggressive",
    ...options,
    compressors: defaultCompressors().map((compressor) => recording(compressor, views)),
  });
  optimizer.optimizeObject(body) as Optimized<PlainBody>;
  return views;
}

function recording(compressor: Compressor, views: RecordedView[]): Compressor {
  const { view } = compressor;
  const record = (compression: Compression | undefined): Compression | undefined => {
    if (compression?.kind === "view" || compression?.kind === "items") {
      const { standsFor: original, body, notes } = compression;
      views.push({ original, body, notes });
    }
    return compression;
  };
  return {
    ...compressor,
    compress: (content, context) => record(compressor.compress(content, context)),
    ...(view !== undefined && {
      view: (content, lossless, context) => record(view.call(compressor, content, lossless, context)),
    }),
  };
}
