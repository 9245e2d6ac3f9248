import type { FactList, FactSource, KnownModel, ListedFacts, ModelFacts, ModelTable } from "./model-facts.js";

/** The parts that a table is joined from. */
export interface TableParts {
  /** Sources that the cache rules name. */
  readonly sources: Readonly<Record<string, FactSource>>;
  readonly known: readonly KnownModel[];
  readonly listed: FactList;
  readonly families: ModelTable["families"];
}

/** Joins what is known about models with what is listed about them. A model without a listing is left out. */
export function joinModelTable({ sources, known, listed, families }: TableParts): ModelTable {
  const models = known.flatMap((model) => {
    const facts = listed.models[model.model];
    return facts === undefined ? [] : [join(model, facts)];
  });
  return { sources: { ...sources, ...listed.sources }, models, families };
}

function join({ cacheSources, ...known }: KnownModel, listed: ListedFacts): ModelFacts {
  const { limitSources, priceSources, ...facts } = listed;
  const sources = {
    limits: limitSources,
    cache: cacheSources,
    ...(priceSources.length > 0 && { prices: priceSources }),
  };
  const unverified = { ...known.unverified, ...facts.unverified };
  return { ...known, ...facts, sources, ...(Object.keys(unverified).length > 0 && { unverified }) };
}
