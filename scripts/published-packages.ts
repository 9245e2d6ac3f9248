import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the repository. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** What is read of a package.json. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly description?: string;
  readonly keywords?: readonly string[];
  readonly license?: string;
  readonly homepage?: string;
  readonly bugs?: string;
  readonly repository?: { readonly type: string; readonly url: string; readonly directory?: string };
  readonly engines?: Readonly<Record<string, string>>;
  readonly sideEffects?: boolean;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly files?: readonly string[];
  readonly publishConfig?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

export interface PublishedPackage {
  /** Absolute. */
  readonly folder: string;
  /** In the repository, such as `packages/core`. */
  readonly directory: string;
  readonly manifest: Manifest;
}

export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
}

/** Packages that can be published, by folder, without those that have no sources yet. */
export function publishedPackages(): readonly PublishedPackage[] {
  return globSync(["packages/*/package.json", "apps/*/package.json"], { cwd: ROOT })
    .sort()
    .map((path) => {
      const directory = dirname(path);
      const folder = join(ROOT, directory);
      return { folder, directory, manifest: readManifest(folder) };
    })
    .filter(({ folder, manifest }) => manifest.private !== true && existsSync(join(folder, "src")));
}
