/** By the name of a package: what is run against it as it was packed. */
export const USES: Readonly<Record<string, unknown>>;
export const COMMANDS: Readonly<Record<string, unknown>>;
