import type { Conversation, Part } from "../conversation/part.js";
import type { Digest } from "../digest/handle.js";
import { isWellFormed } from "../json/well-formed.js";
import { measureWaste, NO_WASTE } from "../report/waste-signals.js";
import { countWithAll } from "../tokenizer/agreed.js";
import type { Tokenizer } from "../tokenizer/tokenizer.js";
import type { Memo, TextFacts } from "./memo.js";

const NOTHING: TextFacts = { tokens: [], waste: NO_WASTE };
const ENTRY_BYTES = 400;

/** Digests and counts of the parts of one request, each computed once and remembered between requests. */
export class PartCounts {
  readonly #digests = new Map<Part, string>();
  readonly #prefix: string;

  constructor(
    readonly tokenizers: readonly Tokenizer[],
    private readonly digest: Digest,
    private readonly memo: Memo,
  ) {
    this.#prefix = tokenizers.map((tokenizer) => tokenizer.id).join(",");
  }

  digestOf(part: Part): string {
    let digest = this.#digests.get(part);
    if (digest === undefined) {
      digest = digestOfText(part.text ?? "", this.digest);
      this.#digests.set(part, digest);
    }
    return digest;
  }

  factsOf(part: Part): TextFacts {
    const text = part.text;
    if (text === undefined || text === "") return NOTHING;
    const system = part.kind === "system";
    const key = `${this.#prefix}:${system ? "s" : "t"}:${this.digestOf(part)}`;
    const known = this.memo.texts.get(key);
    if (known !== undefined) return known;
    const tokens = countWithAll(this.tokenizers, text);
    const facts = { tokens, waste: measureWaste(text, tokens[0] ?? 0, system) };
    this.memo.texts.set(key, facts, ENTRY_BYTES);
    return facts;
  }

  /** Tokens of a part under the first tokenizer. */
  tokensOf(part: Part): number {
    return this.factsOf(part).tokens[0] ?? 0;
  }

  totalOf(conversation: Conversation): number {
    return conversation.parts.reduce((sum, part) => sum + this.tokensOf(part), 0);
  }
}

/** Ill-formed texts have no UTF-8 form; their digests must not be those of the texts that take their place there. */
function digestOfText(text: string, digest: Digest): string {
  return isWellFormed(text) ? digest(text) : `ill-formed:${digest(JSON.stringify(text))}`;
}
