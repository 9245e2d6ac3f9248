/**
 * What optimizing costs in the process: a warm conversation of 1 MB against the span scan of its body, and the cold
 * compression of JSON.
 *
 * pnpm --filter @headroom/benchmarks bench:conversation
 */
import { hash } from "node:crypto";
import { createMemo, createMemoryStore, createOptimizer, scanJson, type Tokenizer } from "@headroom/core";
import { defaultCompressors } from "@headroom/core/compressors";
import { anthropicMessages } from "@headroom/providers-anthropic";
import { openaiChat } from "@headroom/providers-openai";
import { loadTokenizer } from "@headroom/tokenizers";
import { interleaved, median, medianRatio } from "./measure/interleaved.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const o200k = await loadTokenizer("o200k_base");
const cl100k = await loadTokenizer("cl100k_base");

let seed = 42;
function random(below: number): number {
  seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
  return (seed >>> 8) % below;
}

function rows(count: number, salt: number): unknown[] {
  return Array.from({ length: count }, (_, k) => ({
    id: 9_000_000 + salt * 1000 + k,
    name: `service-${random(40)}`,
    status: random(30) === 0 ? "failed" : "ok",
    latency_ms: random(900),
    region: ["eu-west-1", "us-east-1", "ap-south-1"][random(3)],
    url: `https://api.example.com/v1/services/${9_000_000 + salt * 1000 + k}/deployments`,
    owner: { login: `user${random(20)}`, type: "User", active: true },
    created_at: `2026-03-${String(1 + random(28)).padStart(2, "0")}T0${random(9)}:15:00Z`,
  }));
}

function prose(length: number): string {
  const words =
    "the request was sent again after a while and then it returned what we had asked for in the first place".split(" ");
  let text = "";
  while (text.length < length) text += `${words[random(words.length)]} `;
  return text;
}

/** About 1 MB: two thirds of it tool results, half of those JSON. */
function conversation(): unknown {
  const messages: unknown[] = [{ role: "user", content: "Find the failing deployments of last week." }];
  for (let turn = 0; turn < 40; turn++) {
    const id = `call_${turn}`;
    messages.push({
      role: "assistant",
      content: [
        { type: "text", text: prose(7000) },
        { type: "tool_use", id, name: "list_deployments", input: { page: turn } },
      ],
    });
    const content = turn % 2 === 0 ? JSON.stringify(rows(70, turn)) : prose(16_000);
    messages.push({ role: "user", content: [{ type: "tool_result", tool_use_id: id, content }] });
  }
  return { model: "claude-sonnet-5", max_tokens: 1024, system: prose(4000), messages };
}

const tokenizers = (model: string): readonly Tokenizer[] => (model.startsWith("gpt") ? [o200k] : [o200k, cl100k]);

async function warm(): Promise<void> {
  const body = encoder.encode(JSON.stringify(conversation()));
  const text = decoder.decode(body);
  const base = {
    dialect: anthropicMessages,
    compressors: defaultCompressors(),
    retrieval: "assume",
    tokenizers,
    originals: createMemoryStore(),
  } as const;
  const native = createOptimizer({ ...base, sha256: (value) => hash("sha256", value) });
  const portable = createOptimizer(base);
  const { report } = await native.optimize(body);
  console.log(
    `warm conversation: ${(body.length / 1e6).toFixed(2)} MB, ${report.outcomes.length} tool results, ${report.savingsPercent} % of tokens saved`,
  );
  const timings = await interleaved(
    [
      { name: "span scan", run: () => scanJson(text).size },
      { name: "JSON.parse", run: () => JSON.parse(text) },
      { name: "optimize, native digest", run: () => native.optimize(body) },
      { name: "optimize, portable digest", run: () => portable.optimize(body) },
    ],
    { warmUp: 10, measured: 31 },
  );
  for (const [name, times] of timings) {
    console.log(
      `  ${name.padEnd(28)} ${median(times).toFixed(2)} ms, ${medianRatio(timings, name, "span scan").toFixed(2)} x the span scan`,
    );
  }
}

async function cold(): Promise<void> {
  const content = JSON.stringify(rows(5000, 1));
  const messages = [
    { role: "user", content: "List them." },
    {
      role: "assistant",
      content: null,
      tool_calls: [{ id: "c", type: "function", function: { name: "list", arguments: "{}" } }],
    },
    { role: "tool", tool_call_id: "c", content },
  ];
  for (const profile of ["lossless", "balanced"] as const) {
    const body = encoder.encode(JSON.stringify({ model: "gpt-4o", messages }));
    const memo = createMemo();
    const optimizer = createOptimizer({
      dialect: openaiChat,
      compressors: defaultCompressors(),
      retrieval: "assume",
      tokenizers,
      profile,
      memo,
      sha256: (value) => hash("sha256", value),
      originals: createMemoryStore(),
    });
    const { report } = await optimizer.optimize(body);
    const clear = (): void => {
      memo.clear();
      o200k.clearCache();
    };
    const timings = await interleaved(
      [
        { name: "count tokens once", prepare: clear, run: () => o200k.count(content) },
        { name: "optimize", prepare: clear, run: () => optimizer.optimize(body) },
      ],
      { warmUp: 4, measured: 15 },
    );
    const time = median(timings.get("optimize") ?? []);
    console.log(
      `cold JSON, ${profile}: ${(content.length / 1e6).toFixed(2)} MB in ${time.toFixed(0)} ms, ${(content.length / 1000 / time).toFixed(1)} MB/s, ` +
        `${medianRatio(timings, "optimize", "count tokens once").toFixed(2)} x counting it once; ${report.savingsPercent} % saved`,
    );
  }
}

await warm();
await cold();
