import { parseArgs } from "node:util";
import { ConfigError } from "./config-error.js";
import type { Option, OptionTable } from "./option.js";

/** Values of flags as they were given, by their options. */
export type FlagValues = ReadonlyMap<Option, string | boolean | readonly string[]>;

/** @throws ConfigError for a flag that is unknown or lacks its value. */
export function readFlags(
  table: OptionTable,
  argv: readonly string[],
): { readonly flags: FlagValues; readonly positionals: readonly string[] } {
  const flagged = Object.values(table).filter(({ flag }) => flag !== undefined);
  const options = Object.fromEntries(flagged.map((option) => [option.flag, parseOptions(option)]));
  let parsed: ReturnType<typeof parseArgs>;
  try {
    parsed = parseArgs({ args: [...argv], options, strict: true, allowPositionals: true, allowNegative: true });
  } catch (error) {
    throw new ConfigError("flag", (error as Error).message);
  }
  const { values, positionals } = parsed;
  const flags = flagged.flatMap((option) => {
    const value = values[option.flag as string];
    return value === undefined ? [] : [[option, value] as const];
  });
  return { flags: new Map(flags) as FlagValues, positionals };
}

function parseOptions({ type, short }: Option) {
  return {
    type: type.kind === "boolean" ? ("boolean" as const) : ("string" as const),
    multiple: type.kind === "list" || type.kind === "addresses",
    ...(short !== undefined && { short }),
  };
}
