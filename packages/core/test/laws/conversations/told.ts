import type { JsonObject } from "../../../src/conversation/json-shape.js";

/** A conversation with tools, whatever the provider. */
export interface Told {
  readonly model?: string;
  /** Texts of the system prompt. */
  readonly system: readonly string[];
  readonly tools: readonly ToolTold[];
  readonly turns: readonly Turn[];
}

/** A tool as its members are to be written, in this order. */
export interface ToolTold {
  readonly name: string;
  readonly description: string;
  readonly parameters: JsonObject;
  /** Whether the order of the members is turned around. */
  readonly reversed?: boolean;
}

export type Turn =
  | { readonly type: "user"; readonly text: string }
  | { readonly type: "assistant"; readonly text: string }
  | { readonly type: "calls"; readonly text: string; readonly calls: readonly CallTold[] };

export interface CallTold {
  readonly id: string;
  readonly name: string;
  readonly args: JsonObject;
  readonly output: string;
  readonly isError: boolean;
}

/** How often a request is sent while a conversation goes on: the number of its turns each time, when the model has to speak. */
export function requestLengths({ turns }: Told): readonly number[] {
  return turns.flatMap(({ type }, index) => (type === "assistant" ? [] : [index + 1]));
}

/** The first turns of a conversation. */
export function upTo(told: Told, turns: number): Told {
  return { ...told, turns: told.turns.slice(0, turns) };
}
