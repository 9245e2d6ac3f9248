import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { COMMANDS, USES } from "./packed-uses.mjs";
import { type PublishedPackage, ROOT, readManifest } from "./published-packages.ts";

/** What the package.json, the page and the checks of a package lack to be published. */
export function manifestFaults({ folder, directory, manifest }: PublishedPackage): readonly string[] {
  const { repository } = readManifest(ROOT);
  const checks: readonly (readonly [passed: boolean, fault: string])[] = [
    [(manifest.description?.length ?? 0) > 20, "needs a description"],
    [(manifest.keywords?.length ?? 0) >= 3, "needs keywords"],
    [manifest.license === "Apache-2.0", "needs the license Apache-2.0"],
    [manifest.engines?.node !== undefined, "needs engines.node"],
    [manifest.files !== undefined, "needs files"],
    [manifest.exports !== undefined || manifest.bin !== undefined, "needs exports or bin"],
    [
      manifest.exports === undefined || manifest.sideEffects !== undefined,
      "needs sideEffects: false, or true where an entry does something when it is loaded",
    ],
    [
      manifest.repository?.url === repository?.url && manifest.repository?.directory === directory,
      `needs the repository of the root package.json, with the directory ${directory}`,
    ],
    [
      manifest.publishConfig?.access === "public" && manifest.publishConfig.provenance === true,
      "needs publishConfig with access: public and provenance: true",
    ],
    [existsSync(join(folder, "README.md")), "needs a README.md, the page of the package on npm"],
    [
      readFileSync(join(ROOT, "README.md"), "utf8").includes(`](${directory})`),
      "needs a line in the table of README.md",
    ],
    [
      manifest.name in USES || manifest.name in COMMANDS || existsSync(join(folder, "scripts/check-packed.mjs")),
      "needs a use in scripts/packed-uses.mjs, or with peers a scripts/check-packed.mjs",
    ],
  ];
  return checks.flatMap(([passed, fault]) => (passed ? [] : [fault]));
}
