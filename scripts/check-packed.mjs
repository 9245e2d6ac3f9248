/**
 * Packs every package that can be published, installs each alone into an empty project, loads all that it exports by
 * `import` and by `require`, and uses it, on this Node, on Node 20 and on Node 26. A package that needs a newer one has to say so.
 * Packages that have a check of their own, with the versions of their framework, are only loaded here.
 *
 * Builds must be there: run `pnpm build` before. Usage: node scripts/check-packed.mjs [NAME ...]
 */
import { isDeepStrictEqual } from "node:util";
import { installAlone, loadLines, NEW_NODE, OLD_NODE, PACKAGES } from "./install-alone.mjs";
import { COMMANDS, RESULT, USES } from "./packed-uses.mjs";

function programOf(kind, { from, program }) {
  return `${loadLines(kind, from)}
const rows = ${RESULT};
function expectSmaller(after, before) {
  if (!(after.length < 0.8 * before.length)) throw new Error("It did not get smaller: " + after.length + " of " + before.length);
  console.log(after.length + " of " + before.length + " characters");
}
(async () => {${program}
})().catch((error) => { console.error(error.message); process.exitCode = 1; });
`;
}

/** Prints the names that a module gives. */
function namesProgram(kind, modules) {
  const load = (module) => (kind === "cjs" ? `require("${module}")` : `await import("${module}")`);
  const names = modules.map(
    (module) => `Object.keys(${load(module)}).filter((name) => !/^(?:default|__|module)/.test(name)).sort()`,
  );
  return `console.log(JSON.stringify([${names.join(", ")}]));\n`;
}

function expectRefused(run, needed) {
  let message = "no error";
  try {
    run();
  } catch (error) {
    message = error.message;
  }
  if (!message.includes(`Node ${needed} or later`))
    throw new Error(`On Node 20 it must say that it needs ${needed}: ${message}`);
  return `  refused: ${message.split("\n").find((line) => line.includes(needed))}\n`;
}

function checkNames(project, modules) {
  const [imported, required] = ["mjs", "cjs"].map((kind) =>
    JSON.parse(project.node(`names.${kind}`, namesProgram(kind, modules))),
  );
  if (!isDeepStrictEqual(imported, required)) throw new Error(`import gives ${imported}, require ${required}`);
  console.log(`  ${modules.length} modules, ${imported.flat().length} names`);
}

function checkUse(project, use, needed) {
  for (const kind of ["mjs", "cjs"]) {
    const program = programOf(kind, use);
    console.log(indented(`${kind}: ${project.node(`use.${kind}`, program)}`));
    console.log(indented(`${kind}, Node 26: ${project.node(`use.${kind}`, program, NEW_NODE)}`));
    const onOld = () => project.node(`use.${kind}`, program, OLD_NODE);
    console.log(indented(needed === "20" ? `${kind}, Node 20: ${onOld()}` : expectRefused(onOld, needed)));
  }
  project.compile("use.mts", `${loadLines("mjs", use.from)}\nvoid [${Object.values(use.from)}];\n`);
}

function checkCommand(project, { bin, args, prints }, needed) {
  const printed = project.run(process.execPath, `node_modules/.bin/${bin}`, ...args);
  if (!prints.test(printed)) throw new Error(`${bin} ${args.join(" ")} printed ${printed}`);
  console.log(`  ${bin} ${args.join(" ")}`);
  console.log(indented(expectRefused(() => project.run(OLD_NODE, `node_modules/.bin/${bin}`, ...args), needed)));
}

function indented(text) {
  return `  ${text.trim().replaceAll("\n", "\n    ")}`;
}

function inProject(name, others, use) {
  const project = installAlone(name, others);
  try {
    use(project);
  } finally {
    project.remove();
  }
}

function check({ name, exports = {}, engines, peerDependencies = {}, peerDependenciesMeta = {} }) {
  const needed = engines.node.replace(">=", "");
  const required = Object.entries(peerDependencies).filter(([peer]) => peerDependenciesMeta[peer]?.optional !== true);
  const modules = Object.keys(exports)
    .filter((path) => !path.endsWith(".json"))
    .map((path) => name + path.slice(1));
  const use = USES[name];
  inProject(name, Object.fromEntries(required), (project) => {
    if (modules.length > 0) checkNames(project, modules);
    if (use !== undefined) checkUse(project, use, needed);
    for (const command of COMMANDS[name] ?? []) checkCommand(project, command, needed);
  });
  if (use?.withPeers === undefined) return;
  inProject(name, peerDependencies, (project) => checkUse(project, use.withPeers, needed));
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !PACKAGES.has(name));
if (unknown.length > 0)
  throw new Error(`There is no package ${unknown}. Choose from: ${[...PACKAGES.keys()].join(", ")}.`);
for (const manifest of PACKAGES.values()) {
  if (asked.length > 0 && !asked.includes(manifest.name)) continue;
  console.log(manifest.name);
  try {
    check(manifest);
  } catch (error) {
    console.error(`  FAILED ${error.message}`);
    process.exitCode = 1;
  }
}
