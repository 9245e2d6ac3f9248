import type { CompletedCommand } from "./words.js";

/** Completion for zsh. */
export function zshCompletion(commands: readonly CompletedCommand[]): string {
  const listed = commands.map(({ name, summary }) => `    '${name}:${quoted(summary)}'\n`).join("");
  return `#compdef headroom
_headroom() {
  local -a commands
  commands=(
${listed}    'help:say more about a command'
  )
  if (( CURRENT == 2 )); then
    _describe 'command' commands
    return
  fi
  case "$words[2]" in
    help) _describe 'command' commands ;;
${commands.map(caseOf).join("")}  esac
}
compdef _headroom headroom
`;
}

function caseOf({ name, words, flags, takes }: CompletedCommand): string {
  const values = words.length > 0 ? `'*:word:(${words.join(" ")})'` : takes === "nothing" ? "" : "'*:file:_files'";
  const shown = flags.map(({ flag, value }) =>
    value === undefined ? `'${flag}'` : `'${flag}=:${quoted(value)}:_files'`,
  );
  return `    ${name}) _arguments ${[...shown, values].join(" ")} ;;\n`;
}

/** A text inside single quotes in which a colon has no meaning. */
function quoted(text: string): string {
  return text.replaceAll("'", "").replaceAll(":", "\\:").replaceAll("[", "").replaceAll("]", "");
}
