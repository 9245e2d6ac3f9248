import type { RawSource } from "@headroom/core";

/** What a function response is told about its call. */
export interface FunctionCall {
  readonly name: string | undefined;
  /** Source of the call's arguments. */
  readonly arguments: string | undefined;
}

/** What reading carries from content to content. */
export interface Reading {
  readonly raw: RawSource;
  /** A call that the model made. Calls of a new turn of the model make those without an answer void. */
  call(id: string | undefined, call: FunctionCall): void;
  /** The call that a response answers: by id, or the first one of the name that is still without an answer. */
  answered(id: string | undefined, name: string | undefined): FunctionCall | undefined;
  /** Says whether the next content is the model's. */
  begin(isModel: boolean): void;
}

/** A reading that begins at the first content. */
export function beginReading(raw: RawSource): Reading {
  const byId = new Map<string, FunctionCall>();
  const waiting = new Map<string, FunctionCall[]>();
  let inModelTurn = false;
  return {
    raw,
    begin(isModel) {
      if (isModel && !inModelTurn) waiting.clear();
      inModelTurn = isModel;
    },
    call(id, call) {
      if (id !== undefined) {
        byId.set(id, call);
      } else if (call.name !== undefined) {
        waiting.set(call.name, [...(waiting.get(call.name) ?? []), call]);
      }
    },
    answered(id, name) {
      return id === undefined ? waiting.get(name ?? "")?.shift() : byId.get(id);
    },
  };
}
