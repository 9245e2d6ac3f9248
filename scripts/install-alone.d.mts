/** An empty project with one package of the workspace, as it would be published. */
export interface Project {
  readonly folder: string;
  /** Gives what a program printed. */
  run(program: string, ...args: readonly string[]): string;
  node(file: string, text: string, node?: string): string;
  nodes(file: string, text: string): string;
  compile(file: string, text: string): void;
  remove(): void;
}

export const OLD_NODE: string;
export const NEW_NODE: string;
export const PACKAGES: ReadonlyMap<string, { readonly name: string; readonly folder: string }>;
export function installAlone(name: string, others?: Readonly<Record<string, string>>): Project;
export function loadLines(kind: "cjs" | "mjs", from: Readonly<Record<string, string>>): string;
/** The executable of a version of Node.js, from the registry. */
export function nodeOfVersion(version: string | number): string;
