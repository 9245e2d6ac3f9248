import { isDeepStrictEqual } from "node:util";
import type { Profile } from "@headroom/core";
import { type BpeTokenizer, loadTokenizer } from "@headroom/tokenizers";
import { type CorpusRequest, corpusRequests, type Probe } from "./corpus.ts";
import { createRoundTrip, type Format, type RoundTrip } from "./round-trip.ts";
import { visibleText } from "./visible-text.ts";

/** What became of the requests of one row, and of the answers in them. */
export interface Score {
  requests: number;
  readonly tokens: Record<"o200k" | "cl100k", { before: number; after: number }>;
  /** The answer stands in the request as it stood in the input. */
  inline: number;
  /** It stands in a lossless form. */
  decodable: number;
  /** It waits in the store, behind a handle. */
  recoverable: number;
  lost: number;
  /** Requests that come back from the store as they were. */
  whole: number;
}

/** Scores by row name: `asked log`, `later all`, and errors and anomalies apart as `later errors`. */
export async function scoreCorpus(folder: string, profile: Profile): Promise<ReadonlyMap<string, Score>> {
  const roundTrips: Record<Format, RoundTrip> = {
    "openai-chat": await createRoundTrip("openai-chat", profile),
    "anthropic-messages": await createRoundTrip("anthropic-messages", profile),
  };
  const count = await countOnce();
  const scores = new Map<string, Score>();
  for (const request of corpusRequests(folder)) {
    await scoreRequest(request, roundTrips[request.format], count, (row) => {
      const score = scores.get(row) ?? emptyScore();
      scores.set(row, score);
      return score;
    });
  }
  return scores;
}

function emptyScore(): Score {
  const tokens = { o200k: { before: 0, after: 0 }, cl100k: { before: 0, after: 0 } };
  return { requests: 0, tokens, inline: 0, decodable: 0, recoverable: 0, lost: 0, whole: 0 };
}

type Count = (encoding: "o200k" | "cl100k", text: string) => number;

async function countOnce(): Promise<Count> {
  const tokenizers: Record<"o200k" | "cl100k", BpeTokenizer> = {
    o200k: await loadTokenizer("o200k_base"),
    cl100k: await loadTokenizer("cl100k_base"),
  };
  const known = new Map<string, number>();
  return (encoding, text) => {
    const key = `${encoding}${text}`;
    const tokens = known.get(key) ?? tokenizers[encoding].count(text);
    known.set(key, tokens);
    return tokens;
  };
}

const TROUBLE = new Set(["error", "anomaly"]);

async function scoreRequest(
  request: CorpusRequest,
  roundTrip: RoundTrip,
  count: Count,
  row: (name: string) => Score,
): Promise<void> {
  const { mode, kind, body, probes } = request;
  const sent = await roundTrip.optimize(body);
  const texts = {
    before: visibleText(body),
    after: visibleText(sent),
    decoded: visibleText(await roundTrip.expand(sent, false)),
  };
  const back = await roundTrip.expand(sent, true);
  const rows = [row(`${mode} ${kind}`), row(`${mode} all`)];
  for (const score of rows) {
    score.requests++;
    if (isSame(back, body)) score.whole++;
    for (const encoding of ["o200k", "cl100k"] as const) {
      score.tokens[encoding].before += count(encoding, texts.before);
      score.tokens[encoding].after += count(encoding, texts.after);
    }
  }
  for (const probe of probes) {
    if (probe.soft || !holds(probe, texts.before)) continue;
    const found = placeOf(probe, texts, visibleText(back));
    for (const score of rows) score[found]++;
    if (TROUBLE.has(probe.kind)) row(`${mode} errors and anomalies`)[found]++;
  }
}

function holds(probe: Probe, ...texts: readonly string[]): boolean {
  return probe.must_contain.every((part) => texts.some((text) => text.includes(part)));
}

function placeOf(
  probe: Probe,
  { after, decoded }: { readonly after: string; readonly decoded: string },
  back: string,
): "inline" | "decodable" | "recoverable" | "lost" {
  if (holds(probe, after)) return "inline";
  if (holds(probe, after, decoded)) return "decodable";
  return holds(probe, after, back) ? "recoverable" : "lost";
}

/** Equal bodies; strings that are JSON may differ in their white space. */
function isSame(a: unknown, b: unknown): boolean {
  if (typeof a === "string" && typeof b === "string") return a === b || sameJson(a, b);
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, k) => isSame(item, b[k]));
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  const keys = Object.keys(a);
  return (
    isDeepStrictEqual(keys, Object.keys(b)) &&
    keys.every((key) => isSame((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
  );
}

/** Compared by their tokens, so that the text of numbers and equal keys count. */
function sameJson(a: string, b: string): boolean {
  try {
    return isDeepStrictEqual(jsonTokens(a), jsonTokens(b));
  } catch {
    return false;
  }
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/gs;

function jsonTokens(text: string): readonly unknown[] {
  JSON.parse(text);
  return (text.match(TOKEN) ?? []).map((token) => (token.startsWith('"') ? JSON.parse(token) : token));
}
