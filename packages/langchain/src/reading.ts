import type { RawSource } from "@headroom/core";

/** What reading carries from message to message. */
export interface Reading {
  readonly raw: RawSource;
  /** Calls so far by id, with the source of their arguments. */
  readonly calls: Map<string, { readonly name: string; readonly arguments: string | undefined }>;
}
