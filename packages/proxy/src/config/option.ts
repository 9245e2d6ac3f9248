/** What values an option takes. */
export type OptionType =
  | { readonly kind: "boolean" }
  | { readonly kind: "integer"; readonly least: number; readonly most?: number }
  | { readonly kind: "number"; readonly least: number; readonly most?: number }
  | { readonly kind: "text" }
  | { readonly kind: "choice"; readonly of: readonly string[] }
  /** Texts. A flag is repeated, a variable has commas between them. */
  | { readonly kind: "list" }
  /** Addresses by the name of a provider. */
  | { readonly kind: "addresses" }
  /** JSON of a form of its own, which only a file can hold. Throws an error that says what is wrong with it. */
  | { readonly kind: "data"; readonly check: (value: unknown) => void };

/** One option: plain data, from which it is read, checked, and described in the help and in the documentation. */
export interface Option<Value = unknown> {
  readonly type: OptionType;
  readonly default: Value;
  /** What it does, in a sentence without a full stop. */
  readonly about: string;
  /** What `no-` before the flag of a boolean does. */
  readonly aboutNo?: string;
  /** Stands for the value in the help, such as `N`. */
  readonly placeholder: string;
  /** Name on the command line without dashes; absent where it has none. Of a boolean, `no-` before it says no. */
  readonly flag?: string;
  /** One letter for the flag. */
  readonly short?: string;
  /** Environment variable; absent where it has none. */
  readonly env?: string;
  /** How the default reads in the documentation, where the value itself says little. */
  readonly defaultText?: string;
  /** Whether values are never shown. */
  readonly secret?: boolean;
}

/** Options by the name that they have in code and in a configuration file. */
export type OptionTable = Readonly<Record<string, Option>>;

/** The values of a table of options. */
export type ValuesOf<Table extends OptionTable> = {
  readonly [Name in keyof Table]: Table[Name] extends Option<infer Value> ? Value : never;
};

/** What the options of all kinds have in common to say. */
type Facts<Value> = Pick<Option<Value>, "about" | "short" | "defaultText" | "secret"> & {
  readonly placeholder?: string;
  /** `false` for an option that the environment says nothing of. @default HEADROOM_ and the flag */
  readonly env?: string | false;
  /** `undefined` for an option of files and variables only. */
  readonly flag: string | undefined;
};

type Defaulted<Facts, Value> = Facts & { readonly default: Value };

/** A boolean. */
export function boolean(facts: Defaulted<Facts<boolean>, boolean> & { readonly aboutNo?: string }): Option<boolean> {
  const { aboutNo } = facts;
  return { ...option({ kind: "boolean" }, facts, ""), ...(aboutNo !== undefined && { aboutNo }) };
}

/** A whole number from `least` on. */
export function integer(
  facts: Defaulted<Facts<number>, number> & { readonly least: number; readonly most?: number },
): Option<number> {
  return option(wholeNumber(facts), facts, "N");
}

/** A whole number that may be absent. */
export function optionalInteger(
  facts: Facts<number> & { readonly least: number; readonly most?: number },
): Option<number | undefined> {
  return option<number | undefined>(wholeNumber(facts), { ...facts, default: undefined }, "N");
}

/** A number from `least` on. */
export function number(facts: Defaulted<Facts<number>, number> & { readonly least: number }): Option<number> {
  return option({ kind: "number", least: facts.least }, facts, "N");
}

/** A number that may be absent. */
export function optionalNumber(
  facts: Facts<number> & { readonly least: number; readonly most?: number },
): Option<number | undefined> {
  const { least, most } = facts;
  const type: OptionType = { kind: "number", least, ...(most !== undefined && { most }) };
  return option<number | undefined>(type, { ...facts, default: undefined }, "N");
}

/** A text. */
export function text(facts: Defaulted<Facts<string>, string>): Option<string> {
  return option({ kind: "text" }, facts, "TEXT");
}

/** A text that may be absent. */
export function optionalText(facts: Facts<string>): Option<string | undefined> {
  return option<string | undefined>({ kind: "text" }, { ...facts, default: undefined }, "TEXT");
}

/** One of a few words. */
export function choice<const Word extends string>(
  of: readonly Word[],
  facts: Defaulted<Facts<Word>, NoInfer<Word>>,
): Option<Word> {
  return option<Word>({ kind: "choice", of }, facts, "WORD");
}

/** Texts, none unless they are given. */
export function list(facts: Facts<readonly string[]>): Option<readonly string[]> {
  return option<readonly string[]>({ kind: "list" }, { ...facts, default: [] }, "TEXT");
}

/** Addresses by the name of a provider. */
export function addresses(facts: Facts<Readonly<Record<string, string>>>): Option<Readonly<Record<string, string>>> {
  return option<Readonly<Record<string, string>>>({ kind: "addresses" }, { ...facts, default: {} }, "URL");
}

/** JSON of a form of its own. `check` throws an error that says what is wrong. */
export function data<Value>(
  facts: Pick<Facts<Value>, "about" | "defaultText"> & { readonly check: (value: unknown) => void },
): Option<Value | undefined> {
  const type = { kind: "data", check: facts.check } as const;
  return { type, default: undefined, about: facts.about, placeholder: "", defaultText: facts.defaultText ?? "none" };
}

function wholeNumber({ least, most }: { readonly least: number; readonly most?: number }): OptionType {
  return { kind: "integer", least, ...(most !== undefined && { most }) };
}

function option<Value>(type: OptionType, facts: Defaulted<Facts<Value>, Value>, placeholder: string): Option<Value> {
  const { flag, short, env = flag === undefined ? undefined : variableOf(flag), defaultText, secret } = facts;
  return {
    type,
    default: facts.default,
    about: facts.about,
    placeholder: facts.placeholder ?? placeholder,
    ...(flag !== undefined && { flag }),
    ...(short !== undefined && { short }),
    ...(typeof env === "string" && { env }),
    ...(defaultText !== undefined && { defaultText }),
    ...(secret !== undefined && { secret }),
  };
}

/** The environment variable of a flag. */
function variableOf(flag: string): string {
  return `HEADROOM_${flag.replaceAll("-", "_").toUpperCase()}`;
}
