import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { asObject, asString, type JsonValue } from "@headroom/core";
import type { World } from "../commands/command.js";
import { routeOf } from "./check-routing.js";
import { findProgram } from "./find-program.js";
import { doubtful, type Finding, good } from "./finding.js";

/** Programs that are known to go through the proxy, and the variable that leads them there. */
const CLIENTS: readonly (readonly [program: string, variable: string])[] = [
  ["claude", "ANTHROPIC_BASE_URL"],
  ["codex", "openai_base_url in ~/.codex/config.toml"],
  ["opencode", "ANTHROPIC_BASE_URL or OPENAI_BASE_URL"],
  ["pi", "a provider of its own in ~/.pi/agent/models.json"],
  ["qwen", "OPENAI_BASE_URL"],
  ["gemini", "GOOGLE_GEMINI_BASE_URL"],
  ["cline", "an OpenAI compatible provider in its settings"],
];

/** Which clients the machine has, and what files of theirs say about where they go. */
export async function checkClients(
  proxyUrl: string,
  proxyRuns: boolean,
  world: Pick<World, "env">,
): Promise<readonly Finding[]> {
  const found = await Promise.all(
    CLIENTS.map(async ([name, way]) => [name, way, await findProgram(name, world)] as const),
  );
  const here = found.filter(([, , file]) => file !== undefined);
  const names = CLIENTS.map(([name]) => name).join(", ");
  if (here.length === 0) {
    const next = `Known clients are ${names}. Others can use the proxy, too: see headroom help clients.`;
    return [doubtful("clients", "No known client was found on the search path.", next)];
  }
  const listed = here.map(([name, way, file]) =>
    good(`client: ${name}`, `${file}; point it at the proxy with ${way}.`),
  );
  return [...listed, ...(await ofFiles(proxyUrl, proxyRuns, world))];
}

async function ofFiles(proxyUrl: string, proxyRuns: boolean, { env }: Pick<World, "env">): Promise<readonly Finding[]> {
  const home = env.HOME ?? env.USERPROFILE ?? homedir();
  const claude = asObject(parse(await textOf(join(env.CLAUDE_CONFIG_DIR ?? join(home, ".claude"), "settings.json"))));
  const codex = await textOf(join(env.CODEX_HOME ?? join(home, ".codex"), "config.toml"));
  const anthropic = asString(asObject(claude?.env)?.ANTHROPIC_BASE_URL);
  const openai = /^\s*openai_base_url\s*=\s*["']([^"']*)["']/m.exec(codex)?.[1];
  const expected = { proxyUrl, proxyRuns };
  return [
    ...(anthropic === undefined ? [] : [routeOf("settings of Claude Code", anthropic, { ...expected, path: "" })]),
    ...(openai === undefined ? [] : [routeOf("configuration of Codex", openai, { ...expected, path: "/v1" })]),
  ];
}

function textOf(file: string): Promise<string> {
  return readFile(file, "utf8").catch(() => "");
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
