import { BoundedMap } from "../bounded-map.js";
import type { WasteSignals } from "../report/waste-signals.js";

/** What is known of a text: its tokens under each tokenizer, and what of it looks like waste. */
export interface TextFacts {
  readonly tokens: readonly number[];
  readonly waste: WasteSignals;
}

/** What is known of an edit: whether the original comes back from it, and its tokens. */
export interface EditFacts {
  readonly of: string;
  readonly reversible: boolean;
  /** Whether it comes back character by character. */
  readonly exact: boolean;
  readonly tokens: readonly number[];
}

/** Results that requests have in common. Keys name all that a result was computed from, so reuse never changes one. */
export interface Memo {
  readonly texts: BoundedMap<string, TextFacts>;
  readonly results: BoundedMap<string, unknown>;
  /** By what the model reads after the edit. */
  readonly edits: BoundedMap<string, EditFacts>;
  /** Keys of originals that are known to be stored. */
  readonly stored: BoundedMap<string, true>;
  /** Forgets everything; what is decided again is decided alike. */
  clear(): void;
}

const ENTRY_BYTES = 200;

/** Weight of a text in a memo, in bytes. */
export function textWeight(text: string): number {
  return ENTRY_BYTES + 2 * text.length;
}

/**
 * Creates a memo that holds about `maxBytes`.
 *
 * @example
 * const memo = createMemo({ maxBytes: 16 * 1024 * 1024 });
 */
export function createMemo(options: { readonly maxBytes?: number } = {}): Memo {
  const maxBytes = options.maxBytes ?? 64 * 1024 * 1024;
  const memo = {
    texts: new BoundedMap<string, TextFacts>(maxBytes / 8),
    results: new BoundedMap<string, unknown>(maxBytes / 2),
    edits: new BoundedMap<string, EditFacts>(maxBytes / 4),
    stored: new BoundedMap<string, true>(maxBytes / 8),
  };
  return {
    ...memo,
    clear() {
      for (const map of Object.values(memo)) map.clear();
    },
  };
}
