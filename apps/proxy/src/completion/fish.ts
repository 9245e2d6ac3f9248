import type { CompletedCommand } from "./words.js";

/** Completion for fish. */
export function fishCompletion(commands: readonly CompletedCommand[]): string {
  const first = "complete -c headroom -n __fish_use_subcommand -f -a";
  return [
    ...commands.map(({ name, summary }) => `${first} ${name} -d '${quoted(summary)}'\n`),
    `${first} help -d 'say more about a command'\n`,
    ...commands.flatMap(linesOf),
  ].join("");
}

function linesOf({ name, words, flags }: CompletedCommand): readonly string[] {
  const begin = `complete -c headroom -n '__fish_seen_subcommand_from ${name}'`;
  return [
    ...flags.map(({ flag, value }) => `${begin} -l ${flag.slice(2)}${value === undefined ? "" : " -r"}\n`),
    ...(words.length > 0 ? [`${begin} -f -a '${words.join(" ")}'\n`] : []),
  ];
}

function quoted(text: string): string {
  return text.replaceAll("'", "\\'");
}
