/**
 * Token counting against gpt-tokenizer, js-tiktoken and the WebAssembly build of tiktoken: throughput on generated
 * texts, one huge piece, and the time until a fresh process can count.
 *
 * pnpm --filter @headroom/benchmarks bench tokenizers
 */
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { type BpeTokenizer, type Encoding, loadTokenizer } from "@headroom/tokenizers";
import * as gptCl100k from "gpt-tokenizer/encoding/cl100k_base";
import * as gptO200k from "gpt-tokenizer/encoding/o200k_base";
import { get_encoding } from "tiktoken";
import { type Contender, interleaved, median, medianRatio } from "./measure/interleaved.ts";
import { generatedTexts } from "./texts/generated-texts.ts";

/** What is used of js-tiktoken. */
interface JsTiktoken {
  new (ranks: unknown): { encode(text: string, allowed: string[], disallowed: string[]): number[] };
}

const smoke = process.env.BENCH_SMOKE === "1";
const length = smoke ? 4_000 : 120_000;
const rounds = smoke ? { warmUp: 0, measured: 1 } : { warmUp: 3, measured: 7 };
const encodings: readonly Encoding[] = ["o200k_base", "cl100k_base"];
const gptTokenizers = { o200k_base: gptO200k, cl100k_base: gptCl100k };
const plainText = { disallowedSpecial: new Set<string>() };

// The copy of js-tiktoken whose rank data @headroom/tokenizers reads.
const requireAsTokenizers = createRequire(fileURLToPath(import.meta.resolve("@headroom/tokenizers")));

/** Every way to count, each with special-token text read as plain text. */
function contenders(encoding: Encoding, headroom: BpeTokenizer): (text: string) => Contender[] {
  const { Tiktoken } = requireAsTokenizers("js-tiktoken/lite") as { Tiktoken: JsTiktoken };
  const jsTiktoken = new Tiktoken(requireAsTokenizers(`js-tiktoken/ranks/${encoding}`));
  const wasm = get_encoding(encoding);
  const { clearMergeCache, countTokens } = gptTokenizers[encoding];
  return (text) => [
    { name: "headroom cold", prepare: () => headroom.clearCache(), run: () => headroom.count(text) },
    { name: "headroom warm", prepare: () => headroom.count(text), run: () => headroom.count(text) },
    { name: "gpt-tokenizer cold", prepare: clearMergeCache, run: () => countTokens(text, plainText) },
    { name: "tiktoken wasm", run: () => wasm.encode(text, [], []).length },
    { name: "js-tiktoken", run: () => jsTiktoken.encode(text, [], []).length },
  ];
}

async function throughput(encoding: Encoding): Promise<void> {
  const contendersFor = contenders(encoding, await loadTokenizer(encoding));
  const table: Record<string, Record<string, number>> = {};
  const ratios = new Map<string, number[]>();
  for (const [kind, text] of generatedTexts(length)) {
    const list = contendersFor(text);
    const counts = new Set(list.map(({ run }) => run()));
    if (counts.size !== 1) throw new Error(`${kind}, ${encoding}: the counts differ: ${[...counts].join(", ")}`);
    const timings = await interleaved(list, rounds);
    const megabytes = Buffer.byteLength(text) / 1e6;
    table[kind] = {};
    for (const [name, times] of timings) {
      table[kind][name] = Number((megabytes / (median(times) / 1_000)).toFixed(1));
      ratios.set(name, [...(ratios.get(name) ?? []), medianRatio(timings, name, "headroom cold")]);
    }
  }
  console.log(
    `\n${encoding}, MB/s of UTF-8, median of ${rounds.measured} interleaved rounds, ${length} characters each`,
  );
  console.table(table);
  ratios.delete("headroom cold");
  for (const [name, values] of ratios) {
    console.log(`  headroom cold is ${geometricMean(values).toFixed(2)} times as fast as ${name} (geometric mean)`);
  }
}

function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

async function hugePieces(): Promise<void> {
  const tokenizer = await loadTokenizer("o200k_base");
  const sizes = smoke ? [10_000] : [100_000, 1_000_000, 5_000_000];
  console.log(`\none piece of ${sizes.join(" / ")} characters, o200k_base`);
  for (const unit of ["a", " ", "=", "中"]) {
    const times = sizes.map((size) => {
      const text = unit.repeat(size);
      const start = performance.now();
      tokenizer.count(text);
      return `${(performance.now() - start).toFixed(0)} ms`;
    });
    console.log(`  ${JSON.stringify(unit).padEnd(5)} ${times.join(" / ")}`);
  }
}

/** Fresh processes, from the import of the package to the first count. */
function loading(): void {
  console.log("\nfrom import to first count in a fresh process");
  for (const encoding of encodings) {
    const code = `
      const start = performance.now();
      const { loadTokenizer } = await import(${JSON.stringify(import.meta.resolve("@headroom/tokenizers"))});
      (await loadTokenizer("${encoding}")).count("hello world");
      console.log(performance.now() - start, process.memoryUsage().rss / 1e6);`;
    const runs = Array.from({ length: smoke ? 1 : 7 }, () => {
      const { stdout, stderr, status } = spawnSync(process.execPath, ["--input-type=module", "-e", code], {
        encoding: "utf8",
      });
      if (status !== 0) throw new Error(stderr);
      return stdout.trim().split(" ").map(Number) as [milliseconds: number, megabytes: number];
    });
    const milliseconds = median(runs.map(([time]) => time)).toFixed(0);
    console.log(
      `  ${encoding}: ${milliseconds} ms, ${median(runs.map(([, memory]) => memory)).toFixed(0)} MB resident`,
    );
  }
}

console.log(`node ${process.version}`);
for (const encoding of encodings) await throughput(encoding);
await hugePieces();
loading();
