import { hash } from "node:crypto";
import { createMemo, type OptimizerOptions, type Store } from "@headroom/core";
import { openSqliteStores, type SqliteStores } from "@headroom/stores/sqlite";
import { loadModelTokenizers } from "@headroom/tokenizers";

/** Where the optimizers of a process keep texts. */
export interface TextStores {
  readonly originals: Store;
  /** Absent where it would not outlive the process: decisions that would be forgotten are not made. */
  readonly decisions?: Store;
}

/** Everything outside the pure core that an optimizer of a process is given. */
export interface OptimizerParts {
  readonly options: Pick<Required<OptimizerOptions>, "tokenizers" | "originals" | "now" | "sha256" | "memo"> &
    Pick<OptimizerOptions, "decisions">;
  readonly stores: SqliteStores;
  /** Closes the stores. */
  close(): void;
}

/** Opens the store and loads the vocabularies, once for a process. */
export async function openOptimizerParts(path: string): Promise<OptimizerParts> {
  const stores = openSqliteStores({ path });
  return { options: await loadOptimizerParts(textStores(stores, path)), stores, close: () => stores.close() };
}

/** Those of the stores in a file that optimizers use; `:memory:` is no file. */
export function textStores({ originals, decisions }: SqliteStores, path: string): TextStores {
  return { originals, ...(path !== ":memory:" && { decisions }) };
}

/** Loads the vocabularies, once for a process, for optimizers that keep texts in these stores. */
export async function loadOptimizerParts({ originals, decisions }: TextStores): Promise<OptimizerParts["options"]> {
  return {
    tokenizers: await loadModelTokenizers(),
    originals,
    ...(decisions !== undefined && { decisions }),
    now: Date.now,
    sha256: (text) => hash("sha256", text),
    memo: createMemo(),
  };
}
