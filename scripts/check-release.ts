/**
 * Says what keeps a tag from being released: packages of another version, changesets that were not applied, or manifests that
 * name another repository than the one that publishes, which npm refuses to vouch for.
 *
 * Usage: TAG=v0.2.0 REPOSITORY=owner/name node scripts/check-release.ts
 */
import { globSync } from "node:fs";
import { publishedPackages, ROOT } from "./published-packages.ts";

const { TAG: tag = "", REPOSITORY: repository = "" } = process.env;
const url = `git+https://github.com/${repository}.git`;
const packages = publishedPackages().map(({ manifest }) => manifest);
const pending = globSync(".changeset/*.md", { cwd: ROOT }).filter((path) => !path.endsWith("README.md"));

const faults = [
  ...packages
    .filter(({ version }) => `v${version}` !== tag)
    .map(({ name, version }) => `${name} has the version ${version}, the tag is ${tag}.`),
  ...packages
    .filter((manifest) => manifest.repository?.url !== url)
    .map((manifest) => `${manifest.name} names the repository ${manifest.repository?.url}, not ${url}.`),
  ...(pending.length > 0
    ? [`${pending.length} changesets are not applied. Run pnpm version-packages and commit.`]
    : []),
];
for (const fault of faults) console.error(fault);
if (faults.length === 0) console.log(`${packages.length} packages are ready to be published as ${tag}.`);
process.exitCode = faults.length === 0 ? 0 : 1;
