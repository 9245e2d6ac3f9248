import { HeadroomError } from "../errors.js";
import type { Store } from "../store/store.js";
import { createEstimator } from "../tokenizer/estimate.js";
import type { Tokenizer } from "../tokenizer/tokenizer.js";
import { boundedPart } from "./bounded-part.js";
import { originalOf, retrieve } from "./retrieve.js";
import { type RetrieveRequest, readRetrieveCall } from "./retrieve-request.js";

/** What a retriever reads from, and its bounds. */
export interface RetrieverOptions {
  /** The store that requests are optimized with. */
  readonly originals: Store;
  /** Whose handles are resolved. @default "local" */
  readonly tenant?: string;
  /** Most tokens of one answer, more or less; what is longer is cut and says how to go on. @default 10000 */
  readonly maxFetchTokens?: number;
  /** How often one part is given in a turn. @default 2 */
  readonly maxRepeats?: number;
  /** How many parts are given in a turn. @default 25 */
  readonly maxFetches?: number;
  /** What counts `maxFetchTokens`. @default an estimator */
  readonly tokenizer?: Tokenizer;
}

/** What a tool call is answered with. */
export interface RetrieveAnswer {
  readonly text: string;
  /** Whether the text says why nothing was fetched. */
  readonly isError: boolean;
}

/** Answers the calls of the retrieval tool. It remembers nothing: one serves any number of conversations. */
export interface Retriever {
  /** An original or a part of it, however long. @throws HeadroomError `not-found` or `invalid-option` */
  retrieve(request: RetrieveRequest): Promise<string>;
  /**
   * Answers a call with text for the model, within the bounds. Never rejects: what went wrong is told to the model.
   *
   * @param call The arguments, as an object or as JSON.
   * @param earlier The arguments of the calls before it in the same turn, where they are known: see `retrieveCallsInTurn`.
   */
  answer(call: unknown, earlier?: readonly unknown[]): Promise<RetrieveAnswer>;
}

/**
 * Creates a retriever. A model that fetches in circles is told so: the same part is given a few times in a turn, and only so
 * many parts at all.
 *
 * @throws HeadroomError `invalid-option` for a bound below 1.
 * @example
 * const retriever = createRetriever({ originals });
 * const { text } = await retriever.answer('{"handle": "0a1b2c3d4e5f", "grep": "failed"}');
 */
export function createRetriever(options: RetrieverOptions): Retriever {
  const { originals, tenant = "local", maxFetchTokens = 10_000, maxRepeats = 2, maxFetches = 25 } = options;
  for (const [name, bound] of Object.entries({ maxFetchTokens, maxRepeats, maxFetches })) {
    if (!(bound >= 1)) throw new HeadroomError("invalid-option", `${name} is ${bound}; it must be a number from 1 up.`);
  }
  const tokenizer = options.tokenizer ?? createEstimator();
  const refusal = (request: RetrieveRequest, earlier: readonly unknown[]): string | undefined => {
    if (earlier.length >= maxFetches) {
      return `${earlier.length} parts were fetched in this turn, which is the most. Answer with what stands above.`;
    }
    const key = keyOf(request);
    const times = earlier.filter((call) => keyOfCall(call) === key).length;
    if (times < maxRepeats) return undefined;
    return `This part was fetched ${times} times in this turn and stands above. Read it there, or fetch another part.`;
  };
  return Object.freeze({
    retrieve: (request: RetrieveRequest) => retrieve(request, originals, tenant),
    async answer(call: unknown, earlier: readonly unknown[] = []) {
      try {
        const request = readRetrieveCall(call);
        const refused = refusal(request, earlier);
        if (refused !== undefined) return { text: refused, isError: true };
        const { handle, ...filter } = request;
        const original = await originalOf(handle, originals, tenant);
        return { text: boundedPart(original, filter, maxFetchTokens, tokenizer), isError: false };
      } catch (error) {
        return { text: messageOf(error), isError: true };
      }
    },
  });
}

function keyOf({ handle, rows, lines, grep }: RetrieveRequest): string {
  return JSON.stringify([handle, rows, lines, grep]);
}

function keyOfCall(call: unknown): string | undefined {
  try {
    return keyOf(readRetrieveCall(call));
  } catch {
    return undefined;
  }
}

/** What a store says of itself may name files and addresses, which are none of the model's business. */
function messageOf(error: unknown): string {
  if (HeadroomError.isInstance(error)) return error.message;
  return "The store cannot be read now. Try again, or run the tool again to get its output.";
}
