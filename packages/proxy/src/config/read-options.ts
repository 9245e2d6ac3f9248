import { ConfigError } from "./config-error.js";
import type { Option, OptionTable, ValuesOf } from "./option.js";
import { readAddresses } from "./read-addresses.js";
import { type FlagValues, readFlags } from "./read-flags.js";
import { valueOfJson, valueOfText } from "./read-value.js";

/** Environment variables, by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What a configuration file says, and what it is called. */
export interface FileValues {
  readonly path: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Where options are read from: a flag goes before a variable, that before the file, and that before the default. */
export interface OptionSources {
  readonly argv: readonly string[];
  readonly env: Environment;
  readonly file?: FileValues | undefined;
}

/** Values of options, and the words of the command line that are no flags. */
export interface OptionsRead<Table extends OptionTable> {
  readonly values: ValuesOf<Table>;
  /** Names of those options that a flag sets. */
  readonly flagged: ReadonlySet<keyof Table>;
  readonly positionals: readonly string[];
}

/**
 * Reads and checks the options of a table.
 *
 * @throws ConfigError naming the flag, the variable or the member of the file that is wrong, and what it may be.
 * @example
 * readOptions({ port: PROXY_OPTIONS.port }, { argv: ["-p", "80"], env: { HEADROOM_PORT: "90" } }).values.port; // 80
 */
export function readOptions<Table extends OptionTable>(table: Table, sources: OptionSources): OptionsRead<Table> {
  const { flags, positionals } = readFlags(table, sources.argv);
  const values = Object.entries(table).map(([name, option]) => [name, readOption(name, option, flags, sources)]);
  const flagged = Object.keys(table).filter((name) => flags.has(table[name] as Option));
  return { values: Object.freeze(Object.fromEntries(values)), flagged: new Set(flagged), positionals };
}

function readOption(name: string, option: Option, flags: FlagValues, { env, file }: OptionSources): unknown {
  const flag = flags.get(option);
  const written = file !== undefined && Object.hasOwn(file.values, name) ? file.values[name] : undefined;
  const fromFile =
    written === undefined ? undefined : valueOfJson(option, written, { label: labelIn(file, name), source: "file" });
  if (option.type.kind === "addresses") {
    return readAddresses({
      flags: (flag ?? []) as readonly string[],
      variable: option.env,
      env,
      file: (fromFile ?? {}) as Readonly<Record<string, string>>,
      fileLabel: labelIn(file, name),
    });
  }
  if (flag !== undefined) return fromFlag(option, flag);
  const variable = option.env === undefined ? undefined : env[option.env] || undefined;
  if (variable !== undefined) {
    return valueOfText(option, variable, { label: option.env as string, source: "environment" });
  }
  return fromFile ?? option.default;
}

function labelIn(file: FileValues | undefined, name: string): string {
  return `${name} in ${file?.path ?? "the configuration"}`;
}

function fromFlag(option: Option, flag: string | boolean | readonly string[]): unknown {
  const place = { label: `--${option.flag}`, source: "flag" } as const;
  return typeof flag === "string" ? valueOfText(option, flag, place) : valueOfJson(option, flag, place);
}

/**
 * Refuses members of a file that no option has.
 *
 * @throws ConfigError naming the member and the options that there are.
 */
export function refuseUnknown({ path, values }: FileValues, known: readonly string[]): void {
  const unknown = Object.keys(values).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const message = `The configuration ${path} sets ${JSON.stringify(unknown)}; known are ${known.join(", ")}.`;
  throw new ConfigError("file", message);
}
