import { hash } from "node:crypto";
import { expandObject } from "@headroom/core";
import { defaultCompressors } from "@headroom/core/compressors";
import { openaiChat } from "@headroom/providers-openai";
import type { Sent } from "../bill/strategies/strategy.ts";
import { visibleText } from "../compression/visible-text.ts";
import { type Fact, says } from "./fact.ts";
import type { PlacedFact, Scenario } from "./scenario.ts";

/** Where facts are found in what was sent. */
export interface Answers {
  /** Word by word in the text that the model reads. */
  readonly verbatim: number;
  /** In a lossless form in that text: a column without its repeated beginning, for example. */
  readonly inForm: number;
  /** Not in the text, but in an original that a handle in the text fetches. */
  readonly fetchable: number;
  readonly lost: number;
}

/** What a model can answer from one request. */
interface Reading {
  place(fact: Fact): keyof Answers;
}

const sha256 = (text: string): string => hash("sha256", text);
const compressors = defaultCompressors();

async function readingOf({ body, offloads }: Sent): Promise<Reading> {
  const visible = visibleText(body);
  const decoded = visibleText(await expandObject(body, { dialect: openaiChat, compressors, sha256 }));
  const behind = [...offloads].flatMap(([handle, original]) => (visible.includes(handle) ? [original] : []));
  return {
    place(fact) {
      if (says(visible, fact)) return "verbatim";
      if (says(decoded, fact)) return "inForm";
      return behind.some((original) => says(original, fact)) ? "fetchable" : "lost";
    },
  };
}

/**
 * Where the facts of a scenario are: in the first request that holds each, and in the last one.
 *
 * @param sents What was sent, request by request.
 */
export async function findAnswers(
  { facts }: Scenario,
  sents: readonly Sent[],
  wanted: (fact: Fact) => boolean,
): Promise<{ readonly first: Answers; readonly last: Answers }> {
  const first = { verbatim: 0, inForm: 0, fetchable: 0, lost: 0 };
  const last = { ...first };
  const asked = facts.filter(wanted);
  const end = await readingOf(sents.at(-1) as Sent);
  for (const fact of asked) last[end.place(fact)]++;
  for (const [turn, group] of Map.groupBy(asked, (fact: PlacedFact) => fact.turn)) {
    const reading = await readingOf(sents[turn] as Sent);
    for (const fact of group) first[reading.place(fact)]++;
  }
  return { first, last };
}
