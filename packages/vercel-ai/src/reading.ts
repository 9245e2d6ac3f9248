import type { RawSource } from "@headroom/core";

/** What reading carries from message to message. */
export interface Reading {
  readonly raw: RawSource;
  /** Sources of the arguments of the calls so far, by the call's id. */
  readonly calls: Map<string, { readonly name: string; readonly arguments: string | undefined }>;
  /**
   * Names of tools that a provider defined. Providers check the JSON of their results against a schema and send it in a
   * form of its own, so it must stay what it is.
   */
  readonly providerTools: ReadonlySet<string>;
}
