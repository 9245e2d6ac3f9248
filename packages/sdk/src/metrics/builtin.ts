import { invalidOption } from "@headroom/core";

interface Builtins {
  "node:fs/promises": typeof import("node:fs/promises");
  "node:sqlite": typeof import("node:sqlite");
}

/**
 * A module of Node.js, asked for when it is needed: this package also runs where there is none.
 *
 * @throws HeadroomError `invalid-option` on a runtime without files.
 */
export function builtin<Name extends keyof Builtins>(name: Name): Builtins[Name] {
  const runtime: { getBuiltinModule?(name: string): unknown } | undefined = globalThis.process;
  const found = runtime?.getBuiltinModule?.(name);
  if (found === undefined) {
    throw invalidOption(
      `A file needs Node.js 20.16 or later, which has ${name}; leave storeUrl out to keep all in memory.`,
    );
  }
  return found as Builtins[Name];
}
