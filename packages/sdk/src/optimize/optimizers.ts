import {
  conservativeOptions,
  createMemo,
  createMemoryStore,
  createOptimizer,
  type Dialect,
  type Optimizer,
  type OptimizerOptions,
  type Provider,
  type Store,
  sha256,
} from "@headroom/core";
import { defaultCompressors } from "@headroom/core/compressors";
import { DEFAULT_PROVIDERS } from "../default-providers.js";
import { checkHeadroomOptions, type HeadroomOptions } from "../options/headroom-options.js";
import { openStoresLater } from "../options/store-url.js";
import { type CallOptions, withCallOptions } from "./call-options.js";
import { loadExactTokenizers, type TokenizersOf } from "./exact-tokenizers.js";
import { nativeSha256 } from "./native-sha256.js";

/** The optimizers of one set of options, one for each dialect. They share what they store and remember. */
export interface Optimizers {
  readonly providers: readonly Provider[];
  readonly originals: Store;
  readonly tenant: string;
  /**
   * The optimizer of a dialect, when its tokenizers are loaded. The conservative one loses nothing, stores nothing and adds
   * nothing. Rejects, always for the same reason, if tokenizers cannot be loaded.
   */
  ready(dialect: Dialect, conservative?: boolean): Promise<Optimizer>;
  /**
   * The same with options of a call; they share what they store and remember.
   *
   * @throws HeadroomError `invalid-option`, naming the option and what is allowed.
   */
  withCall(call: CallOptions): Optimizers;
  /** The tokenizers of a model, best first, when they are loaded. */
  tokenizers(): Promise<TokenizersOf>;
  digest(text: string): string;
  /** Closes what it keeps originals in; stores that the caller gave stay open. */
  close(): Promise<void>;
}

/**
 * Creates the optimizers for the dialects of all providers. Options are read now; a wrong one is refused now.
 *
 * Tokenizers are loaded before anything is optimized and never exchanged: what is sent must not depend on when they came.
 *
 * @throws HeadroomError `invalid-option`, naming the option and what is allowed.
 */
export function createOptimizers(options: HeadroomOptions, of: string): Optimizers {
  checkHeadroomOptions(options, of);
  const {
    providers: given = DEFAULT_PROVIDERS,
    models,
    storeUrl,
    smartCrusher,
    textCrusher,
    autoRetrieve: _auto,
    ...own
  } = options;
  const providers = models === undefined ? given : given.map((provider) => provider.withModels(models));
  const stores = storeUrl === undefined ? undefined : openStoresLater(storeUrl);
  const kept = stores?.originals ?? createMemoryStore();
  const originals = options.originals ?? kept;
  const decisions = options.decisions ?? stores?.decisions;
  const digest = options.sha256 ?? nativeSha256() ?? sha256;
  const lazy = lazyTokenizers(options.tokenizers);
  const shared: Omit<OptimizerOptions, "dialect"> = {
    ...own,
    compressors: options.compressors ?? defaultCompressors({ smartCrusher, textCrusher }),
    originals,
    ...(decisions !== undefined && { decisions }),
    now: options.now ?? Date.now,
    sha256: digest,
    memo: options.memo ?? createMemo(),
    tokenizers: lazy.now,
  };
  const dialects = [...new Set(providers.flatMap(({ routes }) => routes.map(({ dialect }) => dialect)))];
  const close = async () => {
    await (stores ?? kept).close();
  };
  const optimizersWith = (optimizerOptions: Omit<OptimizerOptions, "dialect">): Optimizers => ({
    providers,
    originals,
    tenant: options.tenant ?? "local",
    tokenizers: lazy.loaded,
    digest,
    close,
    ready: readyOptimizers(dialects, optimizerOptions, lazy),
    withCall: (call) => optimizersWith(withCallOptions(optimizerOptions, call)),
  });
  return optimizersWith(shared);
}

/** The optimizers of all dialects, and those that lose nothing, store nothing and add nothing. */
function readyOptimizers(
  dialects: readonly Dialect[],
  options: Omit<OptimizerOptions, "dialect">,
  lazy: LazyTokenizers,
): Optimizers["ready"] {
  const optimizersBy = (chosen: Omit<OptimizerOptions, "dialect">) =>
    new Map(dialects.map((dialect) => [dialect, createOptimizer({ ...chosen, dialect })]));
  const usual = optimizersBy(options);
  const conservative = optimizersBy(conservativeOptions(options));
  return async (dialect, isConservative = false) => {
    await lazy.loaded();
    return (isConservative ? conservative : usual).get(dialect) as Optimizer;
  };
}

interface LazyTokenizers {
  loaded(): Promise<TokenizersOf>;
  /** To be asked only once they are loaded. */
  readonly now: TokenizersOf;
}

function lazyTokenizers(given: TokenizersOf | undefined): LazyTokenizers {
  let known = given;
  let loading: Promise<TokenizersOf> | undefined;
  return {
    loaded() {
      loading ??= Promise.resolve(given ?? loadExactTokenizers()).then((tokenizers) => (known = tokenizers));
      return loading;
    },
    now: (model) => known?.(model) ?? [],
  };
}
