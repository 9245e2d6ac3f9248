import { globSync } from "node:fs";
import { dirname } from "node:path";
import type { KnipConfig } from "knip";
import { packageEntries } from "./scripts/package-entries.js";

const workspaces = Object.fromEntries(
  globSync(["packages/*/package.json", "apps/*/package.json"]).map((manifest) => {
    const folder = dirname(manifest);
    const { library, commands } = packageEntries(folder);
    const entry = [...Object.values(library), ...Object.values(commands), "test/**/*.{ts,mjs}", "scripts/*.mjs"];
    return [folder, { entry, project: ["src/**/*.ts", "test/**/*.ts"] }];
  }),
);

export default {
  workspaces: {
    ...workspaces,
    ".": {
      entry: ["scripts/*.ts", "depcruise.config.mjs"],
      project: ["scripts/**/*.ts"],
      // Started by scripts/check.ts and scripts/check-packages.ts as commands.
      ignoreDependencies: ["@arethetypeswrong/cli", "dependency-cruiser", "publint"],
      // Of Python, for the one list of models that npm does not have.
      ignoreBinaries: ["pip"],
    },
    examples: { entry: ["*.ts", "run/run-example.ts"], project: ["**/*.ts"] },
    benchmarks: { entry: ["run.ts", "src/*.bench.ts"], project: ["**/*.ts"] },
  },
  ignoreExportsUsedInFile: { interface: true, type: true },
} satisfies KnipConfig;
