/**
 * Compresses and expands each hostile text at a quarter of its size and at its whole size, each in a process of its own, and
 * compares what processor time that took. Time in proportion to the size is four times as much; several times that is allowed
 * for, since machines are busy with other things. Also checks that everything comes back.
 *
 * Usage: node --import ../../apps/proxy/test/support/register-sources.mjs test/hostile/check-hostile.ts [NAME]
 */
import { spawnSync } from "node:child_process";
import { argv, cpuUsage, execArgv, execPath, exit, stdout } from "node:process";
import { fileURLToPath } from "node:url";
import { defaultCompressors } from "../../src/compressors/index.js";
import { createOptimizer, expandObject, type Optimized } from "../../src/index.js";
import { createMemoryStore } from "../../src/store/memory-store.js";
import { type PlainBody, plainDialect } from "../plain-dialect.js";
import { HOSTILE_TEXTS } from "./hostile-texts.js";

/** What a text of four times the size may take, as a multiple of the time of the smaller one, and besides, in seconds. */
const MOST_GROWTH = 10;
const MOST_BESIDES = 2;

const [, , name, length] = argv;
if (length === undefined) await compare();
else measure(name as string, Number(length));

async function compare(): Promise<void> {
  let failures = 0;
  for (const { name: text, most } of HOSTILE_TEXTS.filter((each) => name === undefined || each.name === name)) {
    const [quarter, whole] = [most / 4, most].map((size) => secondsOf(text, size));
    const isSteady = quarter !== undefined && whole !== undefined && whole <= MOST_GROWTH * quarter + MOST_BESIDES;
    if (!isSteady) failures++;
    const times = [quarter, whole].map((seconds) => seconds?.toFixed(1) ?? "failed").join(" s, ");
    stdout.write(`${isSteady ? "ok    " : "FAILED"} ${times} s  ${text}, ${most} characters\n`);
  }
  stdout.write(failures === 0 ? "All hostile texts are compressed in near-linear time.\n" : `${failures} failed.\n`);
  exit(failures === 0 ? 0 : 1);
}

/** Seconds of processor time; `undefined` where the process failed. */
function secondsOf(text: string, size: number): number | undefined {
  const args = [...execArgv, fileURLToPath(import.meta.url), text, `${size}`];
  const { status, stdout: printed } = spawnSync(execPath, args, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  return status === 0 ? Number(printed) : undefined;
}

/** Prints what processor time one text takes. */
function measure(wanted: string, size: number): void {
  const text = HOSTILE_TEXTS.find((each) => each.name === wanted)?.make(size) ?? "";
  const options = {
    dialect: plainDialect,
    compressors: defaultCompressors(),
    originals: createMemoryStore({ maxBytes: 1e9 }),
  };
  const before: PlainBody = { messages: [{ role: "tool", tool: "run", text }] };
  const start = cpuUsage();
  const { body } = createOptimizer({ ...options, retrieval: "assume" }).optimizeObject(before) as Optimized<PlainBody>;
  const after = (expandObject(body, options) as PlainBody).messages[0]?.text ?? "";
  const { user, system } = cpuUsage(start);
  if (after.length !== text.length && !isJson(text)) throw new Error(`${wanted}: it does not come back.`);
  stdout.write(`${(user + system) / 1e6}`);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
