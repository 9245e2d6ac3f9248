import type { OutcomeKind, PartOutcome } from "@headroom/core";

/** Outputs of tools, counted where they first appear. */
export interface OutputSums {
  readonly outputs: number;
  /** Of which something was made smaller. */
  readonly changed: number;
  readonly tokensBefore: number;
  readonly tokensAfter: number;
}

/** One output of a tool. */
export interface LedgerOutput {
  readonly session: string;
  /** The request that it first stands in, from 1. */
  readonly request: number;
  readonly tool: string;
  readonly tokensBefore: number;
  readonly tokensAfter: number;
  /** What was done to it; absent where nothing was. */
  readonly transform?: string;
  /** What became of it, such as `guarded` where it stays verbatim. */
  readonly outcome: OutcomeKind;
  /** Absent unless texts are kept. */
  readonly before?: string;
  readonly after?: string;
}

export interface LedgerOptions {
  /** How many of the largest outputs are kept. */
  readonly largest: number;
  readonly keepsTexts: boolean;
}

const NO_OUTPUTS: OutputSums = { outputs: 0, changed: 0, tokensBefore: 0, tokensAfter: 0 };

/** Sums over all outputs by tool and by what was done to them, and the largest of them. Holds no more than that. */
export class OutputLedger {
  readonly #tools = new Map<string, OutputSums>();
  readonly #transforms = new Map<string, OutputSums>();
  #largest: LedgerOutput[] = [];

  constructor(private readonly options: LedgerOptions) {}

  add(output: LedgerOutput): void {
    addTo(this.#tools, output.tool, output);
    this.#keep(output);
  }

  /** An output was made smaller, by a transform that had not done so to it before. */
  addChange({ tag, tokensBefore, tokensAfter }: PartOutcome): void {
    // A tag may count what it stands for: cold_cache:7.
    const name = tag?.replace(/:\d+$/, "");
    if (name !== undefined) addTo(this.#transforms, name, { tokensBefore, tokensAfter, transform: name });
  }

  /** By the name of the tool; those that save most come first. */
  get tools(): ReadonlyMap<string, OutputSums> {
    return sorted(this.#tools);
  }

  /** By what was done. */
  get transforms(): ReadonlyMap<string, OutputSums> {
    return sorted(this.#transforms);
  }

  /** Largest first. */
  get largest(): readonly LedgerOutput[] {
    return this.#largest;
  }

  #keep(output: LedgerOutput): void {
    const { largest, keepsTexts } = this.options;
    const least = this.#largest[largest - 1]?.tokensBefore ?? 0;
    if (output.tokensBefore <= least) return;
    const { before: _before, after: _after, ...figures } = output;
    this.#largest = [...this.#largest, keepsTexts ? output : figures]
      .sort((a, b) => b.tokensBefore - a.tokensBefore)
      .slice(0, largest);
  }
}

function addTo(
  sums: Map<string, OutputSums>,
  name: string,
  output: Pick<LedgerOutput, "tokensBefore" | "tokensAfter" | "transform">,
): void {
  const { outputs, changed, tokensBefore, tokensAfter } = sums.get(name) ?? NO_OUTPUTS;
  sums.set(name, {
    outputs: outputs + 1,
    changed: changed + (output.transform === undefined ? 0 : 1),
    tokensBefore: tokensBefore + output.tokensBefore,
    tokensAfter: tokensAfter + output.tokensAfter,
  });
}

function sorted(sums: ReadonlyMap<string, OutputSums>): ReadonlyMap<string, OutputSums> {
  const saved = ({ tokensBefore, tokensAfter }: OutputSums): number => tokensBefore - tokensAfter;
  return new Map([...sums].sort(([, a], [, b]) => saved(b) - saved(a) || b.tokensBefore - a.tokensBefore));
}
