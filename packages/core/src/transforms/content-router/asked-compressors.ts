import type { Compressor, ContentKind } from "../../compressors/compressor.js";
import { isPatch } from "./patch-use.js";

/** Compressors that are asked about a result, and a name for them and their options. */
export interface AskedCompressors {
  readonly identity: string;
  readonly compressors: readonly Compressor[];
}

/** Kinds other than patches whose lossless forms keep the wording of each line, or that are no lines of files. */
const LINES_KEPT: ReadonlySet<ContentKind> = new Set(["json", "rows", "elements", "search", "paths", "tree"]);

/**
 * Gives compressors that are asked only about what may be written otherwise in a result: these kinds of patches, and of the
 * other kinds either all or those whose lines keep their wording.
 */
export function askedCompressors(
  compressors: readonly Compressor[],
): (keepsLines: boolean, patches: readonly ContentKind[]) => AskedCompressors {
  const options = JSON.stringify(compressors.map(({ name, options }) => [name, options ?? null]));
  const known = new Map<string, AskedCompressors>();
  return (keepsLines, patches) => {
    const identity = [options, keepsLines ? "keeping lines" : "", ...patches].join(" ");
    const isAsked = (kind: ContentKind): boolean =>
      isPatch(kind) ? patches.includes(kind) : !keepsLines || LINES_KEPT.has(kind);
    const asked = known.get(identity) ?? { identity, compressors: compressors.map((each) => accepting(each, isAsked)) };
    known.set(identity, asked);
    return asked;
  };
}

/** A compressor that is asked about some kinds of content only. */
function accepting(compressor: Compressor, isAsked: (kind: ContentKind) => boolean): Compressor {
  const accepts = compressor.accepts.filter(isAsked);
  return Object.create(compressor, { accepts: { value: accepts, enumerable: true } }) as Compressor;
}
