import type { FormCodec } from "../form/form-codec.js";
import type { JsonTree } from "../json/json-tree.js";
import type { RelevanceScorer } from "../relevance/relevance-scorer.js";
import type { SmartCrusherOptions } from "./select/smart-crusher-options.js";

/**
 * What a stretch of a tool output is made of, as far as compressors care: a JSON document, lines of JSON, elements of a JSON
 * array that was cut, lines of text, or text of a known structure: results of a search, a list of paths, a drawn tree,
 * patches, patches below the commits that made them, delimited records, columns padded with blanks.
 */
export type ContentKind =
  | "json"
  | "rows"
  | "elements"
  | "text"
  | "search"
  | "paths"
  | "tree"
  | "diff"
  | "history"
  | "delimited"
  | "columns";

/** A stretch of a tool output of one kind. */
export interface Content {
  readonly kind: ContentKind;
  readonly text: string;
  /** Of JSON: where its values are, in `text`. */
  readonly tree?: JsonTree;
  /** Whether the stretch stands inside another text: then only a character-exact inverse counts as lossless. */
  readonly embedded: boolean;
}

/** Everything that a compressor may read besides the content. Equal contexts give equal results. */
export interface CompressContext {
  /** What the user and the call asked for, as far as it was known when the text appeared. */
  readonly query: string;
  readonly isError: boolean;
  /** Whether parts may be left out behind a handle. */
  readonly mayOffload: boolean;
  /** `json` keeps a JSON document valid JSON. */
  readonly format: "text" | "json";
  /** A form with fewer tokens is refused, because the prefix would be too short for the provider's cache; mostly 0. */
  readonly tokensToKeep: number;
  /** How the reader fetches what was left out; `{handle}` stands for the handle. */
  readonly retrieveHint: string;
  /** What the options of the compressors are for this content, where that differs: options of selection by their names. */
  readonly overrides?: Readonly<Partial<SmartCrusherOptions>>;
  /** Rates rows against the query, where more than their words is known. */
  readonly scorer?: RelevanceScorer;
  /** Tokens under the counter that decides. */
  count(text: string): number;
  /** The handle of a text. */
  handleOf(text: string): string;
}

/**
 * A shorter form of a content. `kind` names one of the compressor's codecs, or is one of three: `view` shows a part;
 * `items` is a view that stays JSON, where `body` is the document that is left and `notes` says what is missing; `plain` is
 * the same document with less white space, no form and nothing to decode.
 */
export interface Compression {
  readonly kind: string;
  /** The lines under the form's header. */
  readonly body: string;
  readonly notes?: string;
  /** What the form stands for: what decoding its lines gives, or the whole original of a view. */
  readonly standsFor: string;
  /** How the original was laid out, where decoding must give it character for character. */
  readonly layout?: string;
  /** How the report names what was done. */
  readonly tag: string;
  /** A form that leaves less out, for when this one is refused. */
  readonly gentler?: Compression;
}

/** Content in, a shorter form out, or `undefined`: leave it. Pure. The room most additions belong to. */
export interface Compressor {
  readonly name: string;
  /** What it was made with, as plain data: compressors of one name and equal options give equal results. */
  readonly options?: object;
  readonly accepts: readonly ContentKind[];
  /** Readers of the lossless forms that it writes. */
  readonly codecs: readonly FormCodec[];
  /**
   * Says how to write a content shorter; `undefined` where nothing is gained. Pure: the same content and context give the
   * same text.
   */
  compress(content: Content, context: CompressContext): Compression | undefined;
  /**
   * A part of a content, for where its smallest form that leaves nothing out is still large. That form, if there is one, is
   * `lossless`, whichever compressor made it; `undefined` where it is small enough, or where a view would not be much
   * smaller. The router sees to it that the view's `gentler` form is that one.
   */
  view?(content: Content, lossless: Compression | undefined, context: CompressContext): Compression | undefined;
}
