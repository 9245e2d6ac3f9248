import type { CompletedCommand } from "./words.js";

/** Completion for bash. Values of flags and what is no flag are files. */
export function bashCompletion(commands: readonly CompletedCommand[]): string {
  return `_headroom() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words=""
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    words="${commands.map(({ name }) => name).join(" ")} help"
    COMPREPLY=($(compgen -W "$words --version --help" -- "$current"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
    help) words="${commands.map(({ name }) => name).join(" ")}" ;;
${commands.map(caseOf).join("")}  esac
  case "$current" in
    -*) COMPREPLY=($(compgen -W "$words" -- "$current")) ;;
    *) COMPREPLY=($(compgen -W "\${words//--*/}" -- "$current") $(compgen -f -- "$current")) ;;
  esac
}
complete -o filenames -F _headroom headroom
`;
}

/** Words first: what begins with the first flag is cut off where no flag is asked for. */
function caseOf({ name, words, flags }: CompletedCommand): string {
  return `    ${name}) words="${[...words, ...flags.map(({ flag }) => flag)].join(" ")}" ;;\n`;
}
