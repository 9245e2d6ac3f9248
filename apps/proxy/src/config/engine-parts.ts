import { hash } from "node:crypto";
import { createMemo, type OptimizerOptions, type Tokenizer } from "@headroom/core";
import { openSqliteStores, type SqliteStores } from "@headroom/stores/sqlite";
import { encodingForModel, loadTokenizer } from "@headroom/tokenizers";

/** Everything outside the pure core that an optimizer of this command is given. */
export interface EngineParts {
  readonly options: Pick<Required<OptimizerOptions>, "tokenizers" | "originals" | "decisions" | "sha256" | "memo">;
  readonly stores: SqliteStores;
  close(): void;
}

/** Opens the store and loads the vocabularies, once for a process. */
export async function openEngineParts(path: string): Promise<EngineParts> {
  const [o200k, cl100k] = await Promise.all([loadTokenizer("o200k_base"), loadTokenizer("cl100k_base")]);
  const stores = openSqliteStores({ path });
  return {
    options: {
      tokenizers: (model) => tokenizersFor(model, o200k, cl100k),
      originals: stores.originals,
      decisions: stores.decisions,
      sha256: (text) => hash("sha256", text),
      memo: createMemo(),
    },
    stores,
    close: () => stores.close(),
  };
}

/** The model's own vocabulary where it is public; otherwise two that must agree, and that do not claim to be exact. */
function tokenizersFor(model: string, o200k: Tokenizer, cl100k: Tokenizer): readonly Tokenizer[] {
  const { encoding, exact } = encodingForModel(model);
  if (exact) return [encoding === "o200k_base" ? o200k : cl100k];
  return [approximate(o200k), approximate(cl100k)];
}

function approximate(tokenizer: Tokenizer): Tokenizer {
  return { id: tokenizer.id, exact: false, count: (text) => tokenizer.count(text) };
}
