import type { Option, OptionTable } from "./option.js";
import { readConfigFile } from "./read-file.js";
import { type OptionSources, type OptionsRead, readOptions } from "./read-options.js";

/**
 * Reads and checks the options of a table, with those of the file that one of them names. Flags and variables win over the file.
 *
 * @throws ConfigError naming what is wrong and what it may be.
 * @example
 * await readOptionsWithFile({ ...OPTIMIZER_OPTIONS, config: CONFIG_OPTION }, { argv: ["--config", "headroom.json"], env });
 */
export async function readOptionsWithFile<Table extends OptionTable & { readonly config: Option<string | undefined> }>(
  table: Table,
  sources: Omit<OptionSources, "file">,
): Promise<OptionsRead<Table>> {
  const read = readOptions(table, sources);
  const { config } = read.values as { readonly config: string | undefined };
  return config === undefined ? read : readOptions(table, { ...sources, file: await readConfigFile(config) });
}
