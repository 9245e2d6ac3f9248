import { bashCompletion } from "../completion/bash.js";
import { fishCompletion } from "../completion/fish.js";
import { type CompletedCommand, completedCommands } from "../completion/words.js";
import { zshCompletion } from "../completion/zsh.js";
import type { Command } from "./command.js";
import { parseFlags, UsageError } from "./flags.js";
import { writeTo } from "./input-output.js";

const SHELLS: Readonly<Record<string, (commands: readonly CompletedCommand[]) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

const HELP = `headroom completion bash|zsh|fish

Prints a script that lets a shell complete headroom's commands and options.

  headroom completion bash >> ~/.bashrc
  headroom completion zsh > ~/.zfunc/_headroom                           a folder that is in fpath
  headroom completion fish > ~/.config/fish/completions/headroom.fish
`;

/** `headroom completion`: scripts that complete command lines in shells. */
export function completionCommand(commands: () => readonly Command[]): Command {
  return {
    name: "completion",
    summary: "print a script that completes commands in a shell",
    help: () => HELP,
    words: Object.keys(SHELLS),
    async run(argv, world) {
      const { positionals } = parseFlags(argv, {}, 1);
      const [shell = ""] = positionals;
      const script = Object.hasOwn(SHELLS, shell) ? SHELLS[shell] : undefined;
      if (script === undefined) {
        throw new UsageError(`The shell is ${JSON.stringify(shell)}; it must be ${Object.keys(SHELLS).join(", ")}.`);
      }
      await writeTo(world.stdout, script(completedCommands(commands())));
      return 0;
    },
  };
}
