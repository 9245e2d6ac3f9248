/**
 * Whether the packed proxy serves the oldest and the newest of the providers' clients on all versions of Node.js that either
 * supports: each client calls a tool whose output gets smaller on its way, and reads a streamed answer. `--write` keeps what was found
 * for docs/reliability.md.
 *
 * pnpm --filter @headroom/benchmarks bench versions [--write]
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { installAlone, nodeOfVersion } from "../../scripts/install-alone.mjs";
import { writeResults } from "./measure/results-file.ts";

/** The oldest version of each client that installs by itself and has requests of today's form, and the newest; of OpenAI's, every major. */
const CLIENTS: Readonly<Record<string, readonly [name: string, ...versions: string[]]>> = {
  "OpenAI chat": ["openai", "4.0.0", "5.0.1", "6.0.0", "latest"],
  "OpenAI responses": ["openai", "4.104.0", "latest"],
  Anthropic: ["@anthropic-ai/sdk", "0.20.0", "latest"],
  Google: ["@google/genai", "1.0.0", "latest"],
  Cohere: ["cohere-ai", "7.21.0", "latest"],
  Mistral: ["@mistralai/mistralai", "1.0.3", "latest"],
};

/** Versions of Node.js, of the proxy and of its clients; the first pair is the oldest of both. */
const NODES: readonly (readonly [proxy: string, clients: string])[] =
  process.env.BENCH_SMOKE === "1"
    ? [["22.19.0", "20"]]
    : [
        ["22.19.0", "20"],
        ["22", "22"],
        ["24", "24"],
        ["26", "26"],
      ];

const aliasOf = (name: string, version: string) => `${name.replace(/[@/]+/g, "-").replace(/^-/, "")}-${version}`;

function textOf(file: string): string {
  return readFileSync(new URL(`./versions/${file}`, import.meta.url), "utf8");
}

/** What went wrong with each client, by its name and version. */
async function drive(folder: string, [forProxy, forClients]: (typeof NODES)[number]) {
  const options = { cwd: folder, execArgv: [] };
  const proxy = fork(join(folder, "proxy.mjs"), { ...options, execPath: nodeOfVersion(forProxy) });
  const [url] = await once(proxy, "message");
  const modules = Object.entries(CLIENTS).map(([client, [name, ...versions]]) => [
    client,
    versions.map((version) => aliasOf(name, version)),
  ]);
  const args = [url, JSON.stringify(Object.fromEntries(modules))];
  const clients = fork(join(folder, "clients.mjs"), args, { ...options, execPath: nodeOfVersion(forClients) });
  const [outcomes] = await once(clients, "message");
  proxy.kill();
  return outcomes as Readonly<Record<string, string>>;
}

const packages = Object.values(CLIENTS).flatMap(([name, ...versions]) =>
  versions.map((version) => [aliasOf(name, version), `npm:${name}@${version}`]),
);
const project = installAlone("@headroom/proxy", Object.fromEntries(packages));
const figures: Record<string, string> = {};
try {
  for (const file of ["proxy.mjs", "clients.mjs"]) writeFileSync(join(project.folder, file), textOf(file));
  for (const nodes of NODES) {
    const name = `proxy on Node ${nodes[0]}, clients on Node ${nodes[1]}`;
    const outcomes = Object.entries(await drive(project.folder, nodes));
    const wrong = outcomes.filter(([, problem]) => problem !== "");
    for (const [client, problem] of wrong) console.log(`  ${client}: ${problem}`);
    figures[name] =
      `${wrong.length === 0 ? "passes" : "falls short"}: ${outcomes.length - wrong.length} of ${outcomes.length} clients`;
    console.log(`${wrong.length === 0 ? "ok    " : "FAILED"} ${name}: ${figures[name]}`);
    if (wrong.length > 0) process.exitCode = 1;
  }
} finally {
  project.remove();
}
if (process.argv.includes("--write")) writeResults("versions", figures);
