import type { Command } from "../commands/command.js";
import { flagsInHelp, type ShownFlag } from "../help/flags-in-help.js";

/** What may stand behind a word of the command line. */
export interface CompletedCommand {
  readonly name: string;
  readonly summary: string;
  readonly flags: readonly ShownFlag[];
  readonly takes: NonNullable<Command["takes"]>;
  /** Words that may follow, where not files. */
  readonly words: readonly string[];
}

/** What shells need to know of commands. */
export function completedCommands(commands: readonly Command[]): readonly CompletedCommand[] {
  return commands.map(({ name, summary, help, options = help, takes = "files", words = [] }) => ({
    name,
    summary,
    takes,
    words,
    flags: flagsInHelp(options()),
  }));
}
