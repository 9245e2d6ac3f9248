/**
 * What the proxy costs beside the least that a proxy can be, node:http in front of undici: CPU per request of the process
 * that is measured, the time to the first byte, and requests a second, also beside those of Portkey's gateway. All parts run
 * in processes of their own, and the targets take turns.
 *
 * pnpm --filter @headroom/benchmarks bench proxy [--write] [--no-portkey]
 */
import { median } from "./measure/interleaved.ts";
import { writeResults } from "./measure/results-file.ts";
import { type Cell, measureCell, type Sample } from "./proxy/load.ts";
import { startPortkey } from "./proxy/portkey.ts";
import { SCRIPTS, startTarget, type Target } from "./proxy/target.ts";

const SMOKE = process.env.BENCH_SMOKE === "1";
const ROUNDS = SMOKE ? 1 : 7;
const CHAT = "/v1/chat/completions";

/** A chat of about `bytes` bytes, its text prose. What is to be streamed says so first. */
function chat(bytes: number, head: { readonly stream?: true } = {}): Uint8Array {
  const messages: unknown[] = [];
  for (let size = 90; size < bytes; size += 400) {
    const content = "the request was sent again and then it returned what we asked for ".repeat(6).slice(0, 350);
    messages.push({ role: messages.length % 2 === 0 ? "user" : "assistant", content });
  }
  return Buffer.from(JSON.stringify({ ...head, model: "gpt-5.5", messages }));
}

function cell(name: string, body: Uint8Array, concurrency: number, requests: number): Cell {
  return { name, body, concurrency, path: CHAT, requests: SMOKE ? Math.max(4, requests >> 6) : requests };
}

const CELLS: readonly Cell[] = [
  cell("1 KB, 1 at a time", chat(1000), 1, 2000),
  cell("1 KB, 32 at a time", chat(1000), 32, 4000),
  cell("200 KB, 1 at a time", chat(200_000), 1, 400),
  cell("200 KB, 16 at a time", chat(200_000), 16, 400),
  cell("stream, 1 at a time", chat(1000, { stream: true }), 1, 30),
  cell("stream, 32 at a time", chat(1000, { stream: true }), 32, 640),
];

async function measure(targets: readonly Target[], load: Cell): Promise<ReadonlyMap<string, readonly Sample[]>> {
  const samples = new Map<string, Sample[]>(targets.map(({ name }) => [name, []]));
  for (const target of targets) await measureCell(target, { ...load, requests: 2 * load.requests });
  for (let round = 0; round < ROUNDS; round++) {
    for (let turn = 0; turn < targets.length; turn++) {
      const target = targets[(turn + round) % targets.length] as Target;
      samples.get(target.name)?.push(await measureCell(target, load));
    }
  }
  return samples;
}

const figures: Record<string, string> = {};

/** What is expected of a proxy that passes bodies on as they come. */
function isMet(load: Cell, found: { ratio: number; added: number; faster: number | undefined }): boolean {
  if (load.name.startsWith("stream")) return found.added <= 1;
  return (found.faster ?? 5) >= 5 && (load.body.length > 10_000 || found.ratio <= 2);
}

function print(load: Cell, samples: ReadonlyMap<string, readonly Sample[]>): void {
  console.log(`\n${load.name}`);
  const portkey = samples.get("Portkey");
  const bare = samples.get("bare") ?? [];
  for (const [name, own] of samples) {
    const cpu = median(own.map((sample) => sample.cpu));
    const ratio = median(own.map((sample, round) => sample.cpu / (bare[round]?.cpu ?? Number.NaN)));
    const firstByte = median(own.map((sample) => sample.firstByte));
    const added = median(own.map((sample, round) => sample.firstByte - (bare[round]?.firstByte ?? Number.NaN)));
    const perSecond = median(own.map((sample) => sample.perSecond));
    const faster = portkey && median(own.map((sample, round) => sample.perSecond / (portkey[round]?.perSecond ?? NaN)));
    const besides = faster === undefined ? "" : `, ${faster.toFixed(1)} x Portkey`;
    const verdict = isMet(load, { ratio, added, faster }) ? "passes: " : "falls short: ";
    figures[`${load.name}, ${name}`] =
      `${name === "pass-through" ? verdict : ""}${ratio.toFixed(2)} x the CPU of the bare proxy, first byte ${added >= 0 ? "+" : ""}${added.toFixed(2)} ms, ` +
      `${perSecond.toFixed(0)} requests a second${besides}`;
    const errors = own.reduce((sum, sample) => sum + sample.errors, 0);
    console.log(
      `  ${name.padEnd(12)} ${cpu.toFixed(0).padStart(6)} us CPU a request, ${ratio.toFixed(2)} x bare; ` +
        `first byte ${firstByte.toFixed(2)} ms, ${added >= 0 ? "+" : ""}${added.toFixed(2)} ms; ${perSecond.toFixed(0)}/s${besides}; ${errors} errors`,
    );
    if (errors > 0) process.exitCode = 1;
  }
}

const upstream = await startTarget("upstream", SCRIPTS.upstream);
const targets = [
  await startTarget("bare", SCRIPTS.bare, upstream.url),
  await startTarget("pass-through", SCRIPTS.headroom, upstream.url, "pass-through"),
  await startTarget("optimizing", SCRIPTS.headroom, upstream.url),
  ...(process.argv.includes("--no-portkey") ? [] : [await startPortkey(upstream.url)]),
];
console.log(`Node ${process.version}, medians of ${ROUNDS} rounds, the targets in turn`);
for (const load of CELLS) print(load, await measure(targets, load));
if (process.argv.includes("--write")) writeResults("proxy", figures);
for (const target of [upstream, ...targets]) target.stop();
