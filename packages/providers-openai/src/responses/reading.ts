import type { RawSource } from "@headroom/core";

/** What the output of a call is told about it. */
export interface ItemCall {
  readonly name: string | undefined;
  /** Source of the call's arguments. */
  readonly arguments: string | undefined;
  /** Whether a program of the provider called, and not the model. */
  readonly byProgram: boolean;
}

/** What reading carries from item to item. */
export interface Reading {
  /** Calls so far by id; of calls with equal ids the latest. */
  readonly calls: Map<string, ItemCall>;
  readonly raw: RawSource;
}
