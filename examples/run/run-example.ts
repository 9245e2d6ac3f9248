/**
 * Runs an example: `pnpm example NAME`. Its requests go to a sandbox in this process, without a key, a network or a model.
 * `--show` also prints the tool results as the model sees them. `--real` sends the requests to the providers, with the keys
 * in the environment.
 */
import { globSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { createSandbox, serveSandbox } from "@headroom/proxy/sandbox";
import { sandboxModel, shown } from "./sandbox-model.ts";

const FOLDER = new URL("../", import.meta.url);
const NAMES = globSync("*.ts", { cwd: FOLDER })
  .map((file) => basename(file, ".ts"))
  .sort();

const [name = "", option] = process.argv.slice(2);
if (!NAMES.includes(name) || !["--show", "--real", undefined].includes(option)) {
  if (name !== "") console.error(`There is no example ${[name, option].join(" ").trim()}.\n`);
  const list = NAMES.map((known) => `  ${known.padEnd(20)}${summaryOf(known)}`).join("\n");
  console.log(`Usage: pnpm example NAME [--show | --real]\n\n${list}`);
  process.exitCode = name === "" ? 0 : 2;
} else if (option === "--real") {
  await import(fileOf(name).href);
} else {
  const sandbox = await serveSandbox(
    createSandbox({ script: option === "--show" ? shown(sandboxModel) : sandboxModel }),
  );
  Object.assign(process.env, {
    OPENAI_BASE_URL: `${sandbox.url}/v1`,
    OPENAI_API_KEY: "none",
    ANTHROPIC_BASE_URL: sandbox.url,
    ANTHROPIC_API_KEY: "none",
  });
  await import(fileOf(name).href);
  await sandbox.close();
}

function fileOf(example: string): URL {
  return new URL(`${example}.ts`, FOLDER);
}

/** The first sentence of the comment at the top of an example. */
function summaryOf(example: string): string {
  const [, summary = ""] = /^\/\*\*\n \* (.*?)\.?\n/.exec(readFileSync(fileOf(example), "utf8")) ?? [];
  return summary;
}
