/** The commands of a shell call: the argument named so, as a string, a list of words, or a list of commands. */
export function shellCommands(toolArguments: string): readonly string[] {
  let value: unknown;
  try {
    value = JSON.parse(toolArguments);
  } catch {
    return [];
  }
  if (typeof value !== "object" || value === null) return [];
  const { command, cmd, script, commands } = value as Record<string, unknown>;
  const found = command ?? cmd ?? script ?? commands;
  if (typeof found === "string") return [found];
  if (!Array.isArray(found) || !found.every((word) => typeof word === "string")) return [];
  // ["bash", "-lc", "the command"] is how some clients spell a shell line.
  if (found.length === 3 && /^-l?c$/.test(found[1] as string)) return [found[2] as string];
  return found === commands && found.some((word) => /\s/.test(word.trim())) ? found : [found.join(" ")];
}
