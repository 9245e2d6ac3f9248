import { hash } from "node:crypto";
import { createMemo, type OptimizerOptions, type Store } from "@headroom/core";
import { openSqliteStores, type SqliteStores } from "@headroom/stores/sqlite";
import { loadModelTokenizers } from "@headroom/tokenizers";

/** Everything outside the pure core that an optimizer of a process is given. */
export interface OptimizerParts {
  readonly options: Pick<Required<OptimizerOptions>, "tokenizers" | "originals" | "decisions" | "sha256" | "memo">;
  readonly stores: SqliteStores;
  close(): void;
}

/** Opens the store and loads the vocabularies, once for a process. */
export async function openOptimizerParts(path: string): Promise<OptimizerParts> {
  const stores = openSqliteStores({ path });
  return { options: await loadOptimizerParts(stores), stores, close: () => stores.close() };
}

/** Loads the vocabularies, once for a process, for optimizers that keep texts in these stores. */
export async function loadOptimizerParts(stores: {
  readonly originals: Store;
  readonly decisions: Store;
}): Promise<OptimizerParts["options"]> {
  return {
    tokenizers: await loadModelTokenizers(),
    originals: stores.originals,
    decisions: stores.decisions,
    sha256: (text) => hash("sha256", text),
    memo: createMemo(),
  };
}
