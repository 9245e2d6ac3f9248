/**
 * The JSON layer against JSON.parse: scanning, writing tables and reading them back, on generated lists. With
 * HEADROOM_CORPUS set, also the tokens that are left of each JSON document and each file of JSON lines in its payloads.
 *
 * pnpm --filter @headroom/benchmarks bench json
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { equalJson, type JsonTree, scanJson } from "@headroom/core";
import { decodeJson, decodeRows, encodeJson, encodeRows } from "@headroom/core/compressors";
import { loadTokenizer } from "@headroom/tokenizers";
import { interleaved, median } from "./measure/interleaved.ts";

const smoke = process.env.BENCH_SMOKE === "1";
const rows = smoke ? 20 : 1_000;
const rounds = smoke ? { warmUp: 0, measured: 1 } : { warmUp: 5, measured: 15 };
const characters = { size: (text: string) => text.length };

const list = (count: number, row: (k: number) => unknown): unknown[] => Array.from({ length: count }, (_, k) => row(k));

/** Made-up answers of the kinds that tools give. */
const documents: Record<string, unknown> = {
  "issue list": list(rows, (k) => ({
    id: 1_000_000_000 + k * 7_919,
    number: 340 + k,
    url: `https://api.example.test/repos/o/r/issues/${340 + k}`,
    state: k % 9 === 0 ? "closed" : "open",
    user: {
      login: ["ann", "bob", "cy"][k % 3],
      id: k % 3,
      url: `https://api.example.test/users/${["ann", "bob", "cy"][k % 3]}`,
    },
    labels: k % 3 === 0 ? [] : [{ id: k % 5, name: "bug", color: "ff0000" }],
    title: `Issue about part ${(k * k) % 37}`,
    created_at: `2026-03-${10 + (k % 20)}T04:05:06Z`,
    milestone: null,
    body: `Some text of the issue, with commas and more words than one, number ${k}`,
  })),
  events: list(rows * 3, (k) => ({
    ts: `2026-03-01T08:${10 + (k % 50)}:00Z`,
    type: ["view", "click", "buy"][k % 3],
    user: k % 97,
    session: `s-${(k * 7_919) % 1_000}`,
    amount: k % 3 === 2 ? k * 1.5 : null,
  })),
  "small values": list(rows * 3, (k) => [k, k % 2 === 0, `n${k}`, null]),
  "long strings": list(rows / 10, (k) => ({
    id: k,
    text: `The quick brown fox jumps over the lazy dog.\n${k}`.repeat(60),
  })),
};

async function speeds(): Promise<void> {
  const table: Record<string, Record<string, number>> = {};
  for (const [name, document] of Object.entries(documents)) {
    const text = JSON.stringify(document);
    const tree = scanJson(text);
    const form = encodeJson(tree, 0, characters);
    const timings = await interleaved(
      [
        { name: "JSON.parse", run: () => JSON.parse(text) },
        { name: "scan", run: () => scanJson(text) },
        { name: "encode", run: () => encodeJson(tree, 0, characters) },
        ...(form === undefined ? [] : [{ name: "decode", run: () => decodeJson(form) }]),
      ],
      rounds,
    );
    const megabytes = Buffer.byteLength(text) / 1e6;
    table[name] = { MB: Number(megabytes.toFixed(2)) };
    for (const [contender, times] of timings) table[name][contender] = Math.round(megabytes / (median(times) / 1_000));
  }
  console.log("MB of JSON per second, medians; size in characters");
  console.table(table);
}

function tryScan(text: string): JsonTree | undefined {
  try {
    return scanJson(text);
  } catch {
    return undefined;
  }
}

/** What is left of the JSON among real tool outputs. */
async function tokensLeft(corpus: string): Promise<void> {
  const tokenizer = await loadTokenizer("o200k_base");
  const size = (text: string): number => tokenizer.count(text);
  const table: Record<string, Record<string, number | string>> = {};
  let before = 0;
  let after = 0;
  for (const entry of readdirSync(join(corpus, "payloads"), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const text = readFileSync(path, "utf8");
    const tree = tryScan(text);
    const form = tree === undefined ? encodeRows(text, { size }) : encodeJson(tree, 0, { size });
    if (form === undefined) continue;
    const back = tree === undefined ? decodeRows(form) === text : equalJson(decodeJson(form), text);
    const tokens = { before: size(text), after: size(form) };
    before += tokens.before;
    after += tokens.after;
    const left = `${((100 * tokens.after) / tokens.before).toFixed(1)} %`;
    table[relative(join(corpus, "payloads"), path)] = { ...tokens, left, back: back ? "yes" : "NO" };
  }
  console.table(table);
  console.log(`o200k tokens: ${before} before, ${after} after, ${((100 * after) / before).toFixed(1)} % left`);
}

await speeds();
if (process.env.HEADROOM_CORPUS !== undefined) await tokensLeft(process.env.HEADROOM_CORPUS);
