import type { Digest } from "../digest/handle.js";

/** Reads the lines of one kind of lossless form. */
export interface FormCodec {
  /** The word in the form's header. */
  readonly kind: string;
  /**
   * What the lines stand for, in at most `maxLength` characters; `undefined` or an error for lines that are not of this
   * kind. The caller checks the result against the form's digest.
   */
  decode(body: string, layout: string | undefined, maxLength: number): string | undefined;
}

/** What it takes to tell forms from text that looks like them. */
export interface FormContext {
  readonly digest: Digest;
  readonly codecs: readonly FormCodec[];
}
