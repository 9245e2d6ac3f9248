import type { JsonObject } from "@headroom/core";
import { callsOf } from "./message-shape.ts";
import type { Family } from "./session.ts";

const EDITS_FILES =
  /^(?:edit|multi_?edit|write|write_?file|create|insert|read|read_?file|open|str_replace.*|apply_?patch|act)$/i;
const RUNS_COMMANDS = /bash|shell|exec|terminal|command/i;

/**
 * What a session is about: `coding` where a tool reads or edits files, `terminal` where all that is called is a shell,
 * `service` otherwise.
 */
export function familyOf(messages: readonly JsonObject[]): Family {
  const names = new Set(messages.flatMap((message) => callsOf(message).map(({ name }) => name)));
  if ([...names].some((name) => EDITS_FILES.test(name))) return "coding";
  return names.size > 0 && [...names].every((name) => RUNS_COMMANDS.test(name)) ? "terminal" : "service";
}
