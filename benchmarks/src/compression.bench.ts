/**
 * What is left of tool outputs, and which answers still stand in them: on generated outputs of the shapes of the original
 * library's README, and, with HEADROOM_CORPUS set, on the payloads, questions and sessions of a corpus, by kind and under
 * two tokenizers, with the speed of a cold run.
 *
 * pnpm --filter @headroom/benchmarks bench compression
 */
import type { Profile } from "@headroom/core";
import { loadTokenizer } from "@headroom/tokenizers";
import { corpusRequests } from "./compression/corpus.ts";
import { createRoundTrip } from "./compression/round-trip.ts";
import { scenarios } from "./compression/scenarios.ts";
import { type Score, scoreCorpus } from "./compression/score.ts";
import { visibleText } from "./compression/visible-text.ts";

const smoke = process.env.BENCH_SMOKE === "1";
const PROFILES: readonly Profile[] = ["lossless", "balanced"];

async function printScenarios(): Promise<void> {
  const tokenizer = await loadTokenizer("o200k_base");
  const table: Record<string, Record<string, string | number>> = {};
  for (const { name, query, rows, planted, target, claim } of scenarios()) {
    const roundTrip = await createRoundTrip("openai-chat", "balanced");
    const call = { id: "call_1", type: "function", function: { name: "fetch_rows", arguments: "{}" } };
    const output = JSON.stringify(rows);
    const sent = await roundTrip.optimize({
      model: "gpt-4o",
      messages: [
        { role: "user", content: query },
        { role: "assistant", content: null, tool_calls: [call] },
        { role: "tool", tool_call_id: "call_1", content: output },
      ],
    });
    const { messages } = sent as { messages: { content: string }[] };
    const shown = messages[2]?.content ?? "";
    const tokens = { before: tokenizer.count(output), after: tokenizer.count(shown) };
    table[name] = {
      ...tokens,
      "saved %": Number((100 - (100 * tokens.after) / tokens.before).toFixed(1)),
      "target %": target,
      "claim of the original %": claim,
      planted: planted.length,
      "planted in sight": planted.filter((text) => shown.includes(text)).length,
    };
  }
  console.log("Generated outputs, default profile, o200k tokens");
  console.table(table);
}

async function printCorpus(folder: string, profile: Profile): Promise<void> {
  const scores = await scoreCorpus(folder, profile);
  console.log(`\nCorpus, profile ${profile}`);
  console.table(
    Object.fromEntries([...scores].sort(([a], [b]) => (a < b ? -1 : 1)).map(([row, score]) => [row, figures(score)])),
  );
}

function figures(score: Score): Record<string, number | string> {
  const { requests, tokens, inline, decodable, recoverable, lost, whole } = score;
  const answers = inline + decodable + recoverable + lost;
  return {
    requests,
    "o200k left %": percent(tokens.o200k.after, tokens.o200k.before),
    "cl100k left %": percent(tokens.cl100k.after, tokens.cl100k.before),
    answers,
    "inline %": percent(inline, answers),
    "with decodable %": percent(inline + decodable, answers),
    recoverable,
    lost,
    "whole %": percent(whole, requests),
  };
}

function percent(part: number, of: number): number | string {
  return of === 0 ? "-" : Number(((100 * part) / of).toFixed(1));
}

/** Each payload once, with nothing remembered: megabytes in a second over all, and the slowest one. */
async function printSpeed(folder: string, profile: Profile): Promise<void> {
  const roundTrip = await createRoundTrip("openai-chat", profile);
  let bytes = 0;
  let milliseconds = 0;
  let slowest = { file: "", milliseconds: 0 };
  for (const { body, mode, file } of corpusRequests(folder)) {
    if (mode !== "later") continue;
    bytes += Buffer.byteLength(visibleText(body));
    const start = performance.now();
    await roundTrip.optimize(body);
    const time = performance.now() - start;
    milliseconds += time;
    if (time > slowest.milliseconds) slowest = { file, milliseconds: time };
  }
  const speed = (bytes / 1e3 / milliseconds).toFixed(1);
  console.log(
    `Cold, profile ${profile}: ${(bytes / 1e6).toFixed(1)} MB at ${speed} MB/s; slowest ${slowest.file}, ${slowest.milliseconds.toFixed(0)} ms`,
  );
}

await printScenarios();
const corpus = process.env.HEADROOM_CORPUS;
if (corpus === undefined) console.log("HEADROOM_CORPUS is not set: only generated outputs were measured.");
else {
  for (const profile of PROFILES) await printSpeed(corpus, profile);
  if (!smoke) for (const profile of PROFILES) await printCorpus(corpus, profile);
}
