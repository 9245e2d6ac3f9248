import { createModelCatalog, type ModelCatalog, type ResolvedModel } from "@headroom/core";
import { litellmModels } from "@headroom/providers-litellm";

const CATALOG = createModelCatalog(litellmModels);

/** A model with its price; `undefined` where none is known. */
export function pricedModel(name: string, catalog: ModelCatalog = CATALOG): ResolvedModel | undefined {
  const resolved = catalog.resolve(name);
  return resolved.match === "family" || resolved.facts.prices.length === 0 ? undefined : resolved;
}

/** The names of models with a price that begin as another does, newest first. */
export function pricedLike(name: string): readonly string[] {
  const maker = /^[a-z]+/.exec(name)?.[0] ?? "";
  return CATALOG.models
    .filter(({ model, prices }) => prices.length > 0 && model.startsWith(maker))
    .map(({ model }) => model);
}
