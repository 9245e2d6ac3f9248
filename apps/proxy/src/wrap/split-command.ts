import { ConfigError, type Option, type OptionTable } from "@headroom/proxy/config";

/** The options before a command, and the command with its arguments. */
export interface SplitCommand {
  readonly options: readonly string[];
  readonly command: readonly string[];
}

/**
 * Splits a command line at its first word that is neither a flag of the table nor the value of one, or behind `--`.
 *
 * @throws ConfigError for a flag before the command that is not in the table.
 */
export function splitCommand(argv: readonly string[], table: OptionTable): SplitCommand {
  const options = Object.values<Option>(table);
  let at = 0;
  for (; at < argv.length; at++) {
    const word = argv[at] as string;
    if (word === "--") return { options: argv.slice(0, at), command: argv.slice(at + 1) };
    if (!word.startsWith("-")) break;
    const option = options.find((each) => isFlagOf(each, word));
    if (option === undefined) {
      throw new ConfigError(
        "flag",
        `There is no option ${word} of headroom wrap. Options of the command go behind it.`,
      );
    }
    if (option.type.kind !== "boolean" && !word.includes("=")) at += 1;
  }
  return { options: argv.slice(0, at), command: argv.slice(at) };
}

function isFlagOf({ flag, short, type }: Option, word: string): boolean {
  const name = word.split("=")[0];
  if (flag === undefined) return false;
  return name === `--${flag}` || name === `-${short}` || (type.kind === "boolean" && name === `--no-${flag}`);
}
