const FLAG = /^ +(?:(-\w), )?(--[a-z][a-z-]*)(?: ([A-Z[][^ \n]*))?(?= |$)/gm;

/** A flag as the help of a command shows it. */
export interface ShownFlag {
  /** With its dashes. */
  readonly flag: string;
  /** The one letter for it, with its dash. */
  readonly short?: string;
  /** What stands for its value; absent where it takes none. */
  readonly value?: string;
}

/** The flags of a command, as its help shows them, and `--help`. */
export function flagsInHelp(help: string): readonly ShownFlag[] {
  const shown = Array.from(help.matchAll(FLAG), ([, short, flag = "", value]) => ({
    flag,
    ...(short !== undefined && { short }),
    ...(value !== undefined && { value }),
  }));
  return [...shown, { flag: "--help", short: "-h" }];
}
