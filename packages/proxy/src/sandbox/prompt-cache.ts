import { createHash } from "node:crypto";
import type { BreakpointRule, CacheRule, PrefixRule } from "./cache-rule.js";
import type { MarkLife, PromptBlock } from "./prompt.js";

/** A block whose tokens are known. */
export interface CountedBlock extends PromptBlock {
  /** Token ids; placeholders where the block is no text. */
  readonly ids: readonly number[];
}

/** How the input of one request is billed, in tokens. What is neither read nor written is billed as plain input. */
export interface CacheUse {
  readonly total: number;
  /** Found in the cache. */
  readonly read: number;
  /** Written with the usual life. */
  readonly written: number;
  /** Written for an hour. */
  readonly writtenLong: number;
}

/** The prompt cache of a provider: knows prefixes by their content, per scope, until their time is over. */
export interface PromptCache {
  /** Bills a prompt and remembers what the rule says. `scope` separates accounts and models. */
  use(scope: string, blocks: readonly CountedBlock[], rule: CacheRule): CacheUse;
}

const LONG_LIFE_SECONDS = 3600;
/** Expired prefixes are dropped when there are this many. */
const SWEEP_AT = 200_000;

interface Entry {
  expires: number;
  seconds: number;
}

/**
 * Creates an empty cache.
 *
 * @param now Milliseconds, from any point.
 * @example
 * const cache = createPromptCache(() => 0);
 * cache.use("key", blocks, rule).read; // 0, and with the same blocks again the prefix
 */
export function createPromptCache(now: () => number): PromptCache {
  const entries = new Map<string, Entry>();

  const isLive = (key: string): boolean => (entries.get(key)?.expires ?? Number.NEGATIVE_INFINITY) >= now();
  const refresh = (key: string): void => {
    const entry = entries.get(key);
    if (entry !== undefined) entry.expires = now() + entry.seconds * 1000;
  };
  const write = (key: string, seconds: number): void => {
    const longest = isLive(key) ? Math.max(seconds, entries.get(key)?.seconds ?? 0) : seconds;
    entries.set(key, { seconds: longest, expires: now() + longest * 1000 });
  };

  function useBreakpoints(scope: string, blocks: readonly CountedBlock[], rule: BreakpointRule): CacheUse {
    const { keys, upTo } = prefixesOf(scope, blocks);
    const total = upTo.at(-1) ?? 0;
    const large = (end: number) => (upTo[end] ?? 0) >= rule.minimum;
    const marks = marksOf(blocks, rule).filter(({ end }) => large(end));
    const hit = Math.max(0, ...candidates(blocks, marks, rule).filter((end) => large(end) && isLive(keys[end] ?? "")));
    if (hit > 0) refresh(keys[hit] ?? "");
    let [written, writtenLong, from] = [0, 0, hit];
    for (const { end, life } of marks) {
      const seconds = life === "1h" ? LONG_LIFE_SECONDS : rule.seconds;
      write(keys[end] ?? "", seconds);
      const added = Math.max(0, (upTo[end] ?? 0) - (upTo[from] ?? 0));
      if (life === "1h") writtenLong += added;
      else written += added;
      from = Math.max(from, end);
    }
    return { total, read: upTo[hit] ?? 0, written, writtenLong };
  }

  function usePrefix(scope: string, blocks: readonly CountedBlock[], rule: PrefixRule): CacheUse {
    const ids = blocks.flatMap((block) => block.ids);
    const keys = stepKeys(scope, ids, rule.step);
    let read = 0;
    for (const [index, key] of keys.entries()) {
      if (!isLive(key)) break;
      refresh(key);
      // The last token is always computed, since the answer starts from it.
      if ((index + 1) * rule.step < ids.length) read = (index + 1) * rule.step;
    }
    if (ids.length >= rule.minimum) for (const key of keys) write(key, rule.seconds);
    return { total: ids.length, read: read < rule.minimum ? 0 : read, written: 0, writtenLong: 0 };
  }

  return {
    use(scope, blocks, rule) {
      if (entries.size > SWEEP_AT) for (const key of entries.keys()) if (!isLive(key)) entries.delete(key);
      return rule.kind === "prefix" ? usePrefix(scope, blocks, rule) : useBreakpoints(scope, blocks, rule);
    },
  };
}

interface Mark {
  /** Number of blocks in the prefix. */
  readonly end: number;
  readonly life: MarkLife | undefined;
}

/** Where this request writes prefixes, shortest first. */
function marksOf(blocks: readonly PromptBlock[], rule: BreakpointRule): readonly Mark[] {
  const marks: Mark[] = blocks.flatMap(({ mark }, index) =>
    mark === undefined ? [] : [{ end: index + 1, life: mark }],
  );
  const newest = rule.placed === "newest" ? blocks.findLastIndex(({ endsMessage }) => endsMessage === true) + 1 : 0;
  if (newest > 0 && !marks.some(({ end }) => end === newest)) marks.push({ end: newest, life: undefined });
  return marks.sort((a, b) => a.end - b.end).slice(-rule.writes);
}

/** Prefixes that are looked up, by their number of blocks. */
function candidates(blocks: readonly PromptBlock[], marks: readonly Mark[], rule: BreakpointRule): readonly number[] {
  if (rule.placed === "client") {
    return marks.flatMap(({ end }) => Array.from({ length: Math.min(rule.lookback, end) }, (_, back) => end - back));
  }
  return blocks
    .flatMap(({ mark, endsMessage }, index) => (mark !== undefined || endsMessage === true ? [index + 1] : []))
    .slice(-rule.lookback);
}

/** For each number of blocks the key of that prefix and its tokens. */
function prefixesOf(scope: string, blocks: readonly CountedBlock[]) {
  const keys = [digest(scope, "")];
  const upTo = [0];
  for (const { text, salt, ids } of blocks) {
    keys.push(digest(keys.at(-1) ?? "", salt === undefined ? text : `${salt}\0${text}`));
    upTo.push((upTo.at(-1) ?? 0) + ids.length);
  }
  return { keys, upTo };
}

/** The key of each whole number of steps from the beginning. */
function stepKeys(scope: string, ids: readonly number[], step: number): readonly string[] {
  const keys: string[] = [];
  let key = digest(scope, String(step));
  for (let end = step; end <= ids.length; end += step) {
    key = digest(key, ids.slice(end - step, end).join(" "));
    keys.push(key);
  }
  return keys;
}

function digest(before: string, text: string): string {
  return createHash("sha256").update(before).update("\0").update(text).digest("base64");
}
