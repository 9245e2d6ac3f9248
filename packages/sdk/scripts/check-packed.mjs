/**
 * Packs this package and the workspace packages that it needs, installs them alone into an empty project, and uses them
 * by `import` and by `require`. Builds must be there: run `pnpm build` before.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const packages = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** This package and what it needs of the workspace, each once. */
function closure(name, found = new Map()) {
  const folder = join(packages, name.replace("@headroom/", ""));
  if (found.has(name)) return found;
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  found.set(name, folder);
  const needed = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies });
  for (const other of needed) if (other.startsWith("@headroom/")) closure(other, found);
  return found;
}

function run(folder, program, ...args) {
  const result = spawnSync(program, args, { cwd: folder, encoding: "utf8" });
  if (result.status !== 0) {
    throw new Error(`${program} ${args.join(" ")}\n${result.error?.message ?? `${result.stdout}${result.stderr}`}`);
  }
  return result.stdout;
}

/** Sends one request through the package, in a module of either kind. */
function program(load) {
  return `
${load}
const rows = JSON.stringify(Array.from({ length: 400 }, (_, id) => ({ id, state: "open", title: "issue " + ((id * 37) % 400), size: (id * 7919) % 5000 })));
const tool_calls = [{ id: "c", type: "function", function: { name: "f", arguments: "{}" } }];
const messages = [{ role: "user", content: "?" }, { role: "assistant", tool_calls }, { role: "tool", tool_call_id: "c", content: rows }];
const body = JSON.stringify({ model: "gpt-5.5", messages });
let sent = "";
const base = async (_input, init) => { sent = init.body; return new Response("{}"); };
headroomFetch(base)("https://api.openai.com/v1/chat/completions", { method: "POST", body }).then(() => {
  if (!(sent.length < 0.8 * body.length)) throw new Error("The request did not get smaller: " + sent.length + " of " + body.length);
  try { withHeadroom({}); throw new Error("An object was taken for a client."); }
  catch (error) { if (!HeadroomError.isInstance(error)) throw error; }
  if (typeof HeadroomClient !== "function") throw new Error("HeadroomClient is missing.");
  console.log(sent.length + " of " + body.length + " bytes");
});
`;
}

const NAMES = "HeadroomClient, HeadroomError, headroomFetch, withHeadroom";
const project = mkdtempSync(join(tmpdir(), "headroom-packed-"));
try {
  const folders = [...closure("@headroom/sdk").values()];
  const unbuilt = folders.filter((folder) => !existsSync(join(folder, "dist")));
  if (unbuilt.length > 0) throw new Error(`Build first: pnpm build. There is no dist in ${unbuilt.join(", ")}`);
  const pack = ["--reporter=silent", "pack", "--pack-destination", project];
  for (const folder of folders) run(folder, "pnpm", ...pack);
  const tarballs = Object.fromEntries(
    [...closure("@headroom/sdk")].map(([name, folder]) => {
      const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
      return [name, `file:./${name.replace("@", "").replace("/", "-")}-${version}.tgz`];
    }),
  );
  // Versions that are not published yet come from the tarballs, also for the packages among themselves.
  const { "@headroom/sdk": sdk, ...others } = tarballs;
  const manifest = { private: true, dependencies: { "@headroom/sdk": sdk }, overrides: others };
  writeFileSync(join(project, "package.json"), JSON.stringify(manifest));
  run(project, "npm", "install", "--no-audit", "--no-fund", "--loglevel=error", "--prefer-offline");
  writeFileSync(join(project, "use.mjs"), program(`import { ${NAMES} } from "@headroom/sdk";`));
  writeFileSync(join(project, "use.cjs"), program(`const { ${NAMES} } = require("@headroom/sdk");`));
  for (const file of ["use.mjs", "use.cjs"]) {
    process.stdout.write(`${file}: ${run(project, process.execPath, file)}`);
  }
} finally {
  rmSync(project, { recursive: true, force: true });
}
