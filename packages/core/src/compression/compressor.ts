import type { Offload } from "../conversation/edit.js";

/** What a text is made of, as far as compressors care. */
export type ContentKind = "json" | "ndjson" | "text";

/** Everything that a compressor may read besides the text. Equal contexts give equal results. */
export interface CompressContext {
  /** What the user and the call asked for, as far as it was known when the text appeared. */
  readonly query: string;
  readonly toolName?: string;
  readonly isError: boolean;
  /** Whether parts may be left out behind a handle. */
  readonly mayOffload: boolean;
  /** How the reader fetches what was left out, such as "`headroom retrieve {handle}`"; `{handle}` is replaced. */
  readonly retrieveHint: string;
  /** Tokens under the counter that decides. */
  count(text: string): number;
  /** The handle of a text. */
  handleOf(text: string): string;
  /** Keeps the output valid JSON. */
  readonly format: "text" | "json";
  /** Whether only an exact inverse counts as lossless (the text stands inside another text). */
  readonly exact: boolean;
}

/** A shorter text that stands for the original. */
export interface Compression {
  readonly text: string;
  /** `lossless`: a decoder gives the original back. `offload`: the original must be stored first. */
  readonly loss: "lossless" | "offload";
  readonly offloads: readonly Offload[];
  /** How the report names what was done. */
  readonly tag: string;
}

/** Text in, shorter text out, or `undefined`: leave it. Pure. The room most additions belong to. */
export interface Compressor {
  readonly name: string;
  readonly accepts: readonly ContentKind[];
  readonly loss: "lossless" | "offload";
  compress(text: string, context: CompressContext): Compression | undefined;
}
