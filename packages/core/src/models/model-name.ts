/** How much of a name a model explains. */
export type NameFit = "exact" | "assumed" | "no";

/** Words before a model's name that say who made it or where it runs. */
const PLACES = new Set(
  (
    "us eu ap apac jp au ca gov global anthropic openai google meta mistral mistralai cohere deepseek ai qwen xai " +
    "moonshotai zai databricks azure amazon"
  ).split(" "),
);

/** Words after a model's name that leave it the same model. */
const SAME_MODEL = new Set("latest preview exp experimental beta stable instruct it hf 1m".split(" "));

/** Words that make another model of it: another size, another speed, another purpose. */
const OTHER_MODEL = new Set(
  (
    "mini nano micro tiny small medium large lite light flash pro plus max ultra turbo fast codex code coder " +
    "audio image vision live realtime tts transcribe search embed embedding embeddings moderation ocr guard safety " +
    "deep research nightly distill vl omni robotics computer free"
  ).split(" "),
);

/**
 * The words of a model's name: lower case, without the path in front of it, versions taken apart at the point.
 *
 * @example
 * nameWords("bedrock/us.anthropic.claude-opus-4-8-v1:0"); // ["us", "anthropic", "claude", "opus", "4", "8", "v1", "0"]
 */
export function nameWords(name: string): readonly string[] {
  const lower = name.toLowerCase().replace(/\+/g, "-plus");
  const fineTuned = /^ft:([^:]+)/.exec(lower)?.[1];
  const last = (fineTuned ?? lower).split("/").findLast((segment) => /[a-z0-9]/.test(segment)) ?? "";
  return [...(fineTuned === undefined ? [] : ["ft"]), ...last.split(/[^a-z0-9]+/).filter((word) => word !== "")];
}

/** How well the words of a model explain those of a name: where it stands in it, and what stands around it. */
export function fitOf(model: readonly string[], name: readonly string[]): NameFit {
  const start = indexOfWords(model, name);
  if (start < 0) return "no";
  const rest = withoutDates(name.slice(start + model.length));
  if (rest.some(isOther)) return "no";
  const explained =
    rest.every((word) => SAME_MODEL.has(word)) && name.slice(0, start).every((word) => PLACES.has(word));
  return explained ? "exact" : "assumed";
}

function indexOfWords(model: readonly string[], name: readonly string[]): number {
  if (model.length === 0) return 0;
  return name.findIndex((_, start) => model.every((word, offset) => name[start + offset] === word));
}

/** Without days, months, revisions such as `0613`, `002` and `v1:0`; a short number that is none of these stays. */
function withoutDates(words: readonly string[]): readonly string[] {
  const kept: string[] = [];
  let dated = false;
  for (const [index, word] of words.entries()) {
    const next = words[index + 1] ?? "";
    const dateLike = /^\d{3,}$/.test(word) || /^v\d+$/.test(word);
    const partOfDate = /^\d{1,2}$/.test(word) && (dated || (word.length === 2 && /^(?:\d{4}|\d{2})$/.test(next)));
    if (dateLike || partOfDate) {
      dated = true;
      continue;
    }
    dated = dated && SAME_MODEL.has(word);
    kept.push(word);
  }
  return kept;
}

/** A version or size of its own, or a word that stands for another model. */
function isOther(word: string): boolean {
  return OTHER_MODEL.has(word) || /^\d{1,2}$/.test(word) || /^\d+[bkm]$/.test(word.replace(/^1m$/, ""));
}
