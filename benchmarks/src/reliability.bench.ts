/**
 * What the proxy does under load and under faults for a while: an upstream that closes idle connections, clients that leave,
 * slow readers, a burst of connections, long bodies beside streams, a soak, and beside all of them a slow stream. Each part runs against a proxy in a process of
 * its own. `--minutes=N` is the length of the soak and of the slow stream, 10 unless it is said; `--write` keeps the figures for docs/reliability.md.
 *
 * pnpm --filter @headroom/benchmarks bench reliability [--minutes=N] [--write]
 */
import { writeResults } from "./measure/results-file.ts";
import { measureAborts } from "./reliability/aborts.ts";
import { measureBurst } from "./reliability/burst.ts";
import { measureIdleCloses } from "./reliability/idle-closes.ts";
import { measureLongBodies } from "./reliability/long-bodies.ts";
import { measureSlowReader } from "./reliability/slow-reader.ts";
import { measureSlowStream } from "./reliability/slow-stream.ts";
import { measureSoak } from "./reliability/soak.ts";

const SMOKE = process.env.BENCH_SMOKE === "1";
const minutes = Number(process.argv.find((arg) => arg.startsWith("--minutes="))?.slice(10) ?? (SMOKE ? 0.1 : 10));

/** What was found, and whether it passes. */
export interface Outcome {
  readonly found: string;
  readonly passes: boolean;
}

// It takes as long as the soak and next to no time of the machine.
const slowStream = measureSlowStream(minutes);

const PARTS: Readonly<Record<string, () => Promise<Outcome>>> = {
  "idle closes": () => measureIdleCloses(SMOKE ? 500 : 10_000),
  aborts: () => measureAborts(SMOKE ? 20 : 300),
  "slow reader": () => measureSlowReader(),
  burst: () => measureBurst(SMOKE ? 50 : 1000),
  "long bodies": () => measureLongBodies(),
  soak: () => measureSoak(minutes),
  "slow stream": () => slowStream,
};

const figures: Record<string, string> = {};
for (const [name, measure] of Object.entries(PARTS)) {
  const { found, passes } = await measure();
  figures[name] = `${passes ? "passes" : "falls short"}: ${found}`;
  console.log(`${passes ? "ok    " : "FAILED"} ${name}: ${found}`);
  if (!passes) process.exitCode = 1;
}
if (process.argv.includes("--write")) writeResults("reliability", figures);
process.exit();
