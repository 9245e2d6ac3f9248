import type { Command } from "../commands/command.js";
import { UsageError } from "../commands/flags.js";
import { closest } from "./closest.js";
import { TOPICS } from "./topics.js";

/**
 * Help on a command or a topic, and without one on what there is.
 *
 * @throws UsageError for a word that is neither.
 */
export function helpOn(word: string | undefined, commands: readonly Command[]): string {
  if (word === undefined) return overview(commands);
  const found = commands.find(({ name }) => name === word)?.help() ?? TOPICS.find(({ name }) => name === word)?.text;
  if (found !== undefined) return found;
  const known = [...commands, ...TOPICS].map(({ name }) => name);
  const meant = closest(word, known);
  const hint = meant === undefined ? "" : ` Did you mean ${meant}?`;
  throw new UsageError(`There is no help on ${JSON.stringify(word)}.${hint} There is on ${known.join(", ")}.`);
}

function overview(commands: readonly Command[]): string {
  const width = Math.max(...[...commands, ...TOPICS].map(({ name }) => name.length)) + 2;
  const line = (begin: string, name: string, summary: string): string => `${begin}${name.padEnd(width)}${summary}\n`;
  return `headroom makes requests to language models smaller.

${commands.map(({ name, summary }) => line("  headroom ", name, summary)).join("")}
headroom COMMAND --help explains a command, and headroom help TOPIC a topic:

${TOPICS.map(({ name, summary }) => line("  ", name, summary)).join("")}`;
}
