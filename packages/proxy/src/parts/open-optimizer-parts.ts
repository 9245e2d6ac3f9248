import { hash } from "node:crypto";
import { createMemo, type OptimizerOptions } from "@headroom/core";
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
  const tokenizers = await loadModelTokenizers();
  const stores = openSqliteStores({ path });
  return {
    options: {
      tokenizers,
      originals: stores.originals,
      decisions: stores.decisions,
      sha256: (text) => hash("sha256", text),
      memo: createMemo(),
    },
    stores,
    close: () => stores.close(),
  };
}
