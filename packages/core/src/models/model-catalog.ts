import type { Day, FactGroup, FactSource, ModelFacts, ModelTable } from "./model-facts.js";
import { fitOf, type NameFit, nameWords } from "./model-name.js";
import { checkModelOverrides, type ModelOverrides, overridden } from "./model-overrides.js";
import type { ModelWarning } from "./model-warning.js";

/** What is known about a model by the name that a request gives it. */
export interface ResolvedModel {
  /** The name that was asked for. */
  readonly name: string;
  readonly facts: ModelFacts;
  /** `exact` for the model itself, `assumed` for the one whose name it extends, `family` for one that is not known. */
  readonly match: "exact" | "assumed" | "family";
  /** The day on which its prices were last compared with a source; absent for prices of the user's own. */
  readonly pricesVerifiedOn?: Day;
  readonly warnings: readonly ModelWarning[];
}

/** Facts about models, by any name that clients, clouds and gateways have for them. */
export interface ModelCatalog {
  /** The facts of a model. Never throws: for an unknown one they are cautious, and a warning says so. */
  resolve(name: string): ResolvedModel;
  /** Whether the model itself is known. */
  knows(name: string): boolean;
  readonly models: readonly ModelFacts[];
  /** Where facts of a model stand. */
  sourcesOf(facts: ModelFacts, group: FactGroup): readonly FactSource[];
}

/**
 * Creates a catalog of a table. The longest name that fits wins: a model is never taken for a smaller name inside its own.
 *
 * @param overrides Facts of the user's own, by model; they win.
 * @throws HeadroomError `invalid-option` for overrides that are none, naming the member.
 * @example
 * const catalog = createModelCatalog(table, { "our-model": { contextWindow: 32_000 } });
 * catalog.resolve("openrouter/anthropic/claude-sonnet-5").facts.contextWindow; // 1000000
 */
export function createModelCatalog(table: ModelTable, overrides: ModelOverrides = {}): ModelCatalog {
  const entries = table.models.flatMap((facts) =>
    [facts.model, ...(facts.aliases ?? [])].map((name) => ({ facts, words: nameWords(name) })),
  );
  const families = table.families.map((facts) => ({ facts, words: nameWords(facts.model) }));
  const own = Object.entries(checkModelOverrides(overrides)).map(([name, override]) => ({
    name,
    override,
    words: nameWords(name),
  }));
  const base = (words: readonly string[]) =>
    longest(entries, words) ?? { ...familyOf(families, words), fit: "no" as const };

  function resolve(name: string): ResolvedModel {
    const words = nameWords(name);
    const known = base(words);
    const mine = longest(own, words);
    if (mine === undefined || mine.words.length < known.words.length) {
      return describe(name, isOwn(name, table.ownServers) ? unbilled(known.facts) : known.facts, known.fit);
    }
    // "no" for a name that only the user has: its facts rest on those of its family.
    const like = mine.override.like === undefined ? known.facts : base(nameWords(mine.override.like)).facts;
    return describe(name, overridden(mine.name, like, mine.override), mine.fit);
  }

  function describe(name: string, facts: ModelFacts, fit: NameFit): ResolvedModel {
    const days = sourcesOf(facts, "prices").map(({ verifiedOn }) => verifiedOn);
    const pricesVerifiedOn = days.sort().at(-1);
    return {
      name,
      facts,
      match: fit === "no" ? "family" : fit,
      ...(pricesVerifiedOn !== undefined && { pricesVerifiedOn }),
      warnings: [...identityWarnings(name, facts, fit), ...priceWarnings(name, facts)],
    };
  }

  function sourcesOf(facts: ModelFacts, group: FactGroup): readonly FactSource[] {
    return (facts.sources[group] ?? []).flatMap((id) => table.sources[id] ?? []);
  }

  return {
    resolve,
    knows: (name) => resolve(name).match !== "family",
    models: table.models,
    sourcesOf,
  };
}

/** Whether a name has the path of a server of the user's own. */
function isOwn(name: string, servers: readonly string[] = []): boolean {
  return name
    .toLowerCase()
    .split("/")
    .slice(0, -1)
    .some((segment) => servers.includes(segment));
}

/** The facts of a model where nothing is billed, so that no cache can be lost either. */
export function unbilled(facts: ModelFacts): ModelFacts {
  const { prices: _prices, ...sources } = facts.sources;
  const cache = { minimumTokens: 0, match: { kind: "none" }, lifetimeSeconds: 0 } as const;
  return { ...facts, cache, prices: [{ input: 0, output: 0 }], sources };
}

interface Named {
  readonly words: readonly string[];
}

/** The entry with the longest name that fits; of equally long ones that which fits best, then the first. */
function longest<E extends Named>(entries: readonly E[], name: readonly string[]): (E & { fit: NameFit }) | undefined {
  let best: (E & { fit: NameFit }) | undefined;
  for (const entry of entries) {
    const fit = fitOf(entry.words, name);
    if (fit === "no" || (best !== undefined && !isBetter(entry, fit, best))) continue;
    best = { ...entry, fit };
  }
  return best;
}

function isBetter(entry: Named, fit: NameFit, best: Named & { fit: NameFit }): boolean {
  const longer = entry.words.length - best.words.length;
  return longer > 0 || (longer === 0 && fit === "exact" && best.fit !== "exact");
}

/** The longest family whose words begin words of the name; the last family is for all. */
function familyOf<E extends Named>(families: readonly E[], name: readonly string[]): E {
  const fits = ({ words }: E) =>
    words.every((word, offset) => (offset === 0 ? name.some((given) => given.startsWith(word)) : name.includes(word)));
  return families.filter(fits).reduce((a, b) => (b.words.length > a.words.length ? b : a));
}

function identityWarnings(model: string, facts: ModelFacts, fit: NameFit): readonly ModelWarning[] {
  if (fit === "exact") return [];
  const like = facts.model;
  if (fit === "assumed") {
    const message = `${model} is not known by this name; the facts of ${like} are taken. Give its own as an override to be sure.`;
    return [{ code: "assumed-model", model, like, message }];
  }
  const message = `${model} is not known; cautious facts are taken. Give its own as an override.`;
  return [{ code: "unknown-model", model, message }];
}

function priceWarnings(model: string, facts: ModelFacts): readonly ModelWarning[] {
  if (facts.prices.length > 0) return [];
  const message = `No price of ${model} is known, so no cost is given. Give one as an override.`;
  return [{ code: "unpriced-model", model, message }];
}
