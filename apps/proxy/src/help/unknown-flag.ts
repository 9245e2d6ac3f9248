import type { Command } from "../commands/command.js";
import { closest } from "./closest.js";
import { flagsInHelp } from "./flags-in-help.js";

const UNKNOWN = /^(?:Unknown option|There is no option) '?(--?[^\s'=.]+)/;

/** What to say of a flag that a command does not have, instead of what was said; `undefined` for any other complaint. */
export function unknownFlag(message: string, command: Command | undefined): string | undefined {
  const flag = UNKNOWN.exec(message)?.[1];
  if (flag === undefined || command === undefined) return undefined;
  const known = flagsInHelp((command.options ?? command.help)()).map((shown) => shown.flag);
  const meant = closest(flag, known);
  const hint = meant === undefined ? "" : ` Did you mean ${meant}?`;
  const behind = command.takes === "command" ? " Options of the command go behind it." : "";
  return `There is no option ${flag} of headroom ${command.name}.${hint}${behind} headroom ${command.name} --help shows all.`;
}
