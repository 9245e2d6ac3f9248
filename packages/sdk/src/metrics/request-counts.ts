import type { Dialect, Digest, JsonObject, OfficialCounter, ProviderCounting, TokenCount } from "@headroom/core";
import type { Calibration, RequestCounter, RequestEstimate } from "@headroom/tokenizers";

/** A request of which tokens are counted. */
export interface CountedRequest {
  readonly body: JsonObject;
  readonly dialect: Dialect;
  readonly model: string;
}

/**
 * Counts whole requests as their provider bills them: texts, and what stands around them. For reports only. Estimates are
 * corrected by what answers billed; what is sent never depends on it.
 */
export interface RequestCounts {
  /** What is expected to be billed; `undefined` where nothing is known of how the dialect's provider counts. */
  expect(request: CountedRequest): Promise<Expectation | undefined>;
  /** The provider's own count where there is somebody to ask, else the estimate. */
  count(request: CountedRequest): Promise<TokenCount | undefined>;
}

/** What is expected to be billed for a request. */
export interface Expectation {
  readonly count: TokenCount;
  /** Learns what was billed: all input tokens. */
  billed(inputTokens: number): void;
}

/** Counts requests. Vocabularies are loaded when the first one is counted. */
export function createRequestCounts(official: OfficialCounter | undefined, sha256: Digest): RequestCounts {
  let opening: Promise<Counting> | undefined;
  const open = (): Promise<Counting> => (opening ??= openCounting(official, sha256));
  return {
    async expect(request) {
      const { calibration, of } = await open();
      const estimate = (await of(request))?.estimate(request.body);
      if (estimate === undefined) return undefined;
      return {
        count: calibration.correct(request.model, estimate),
        billed: (inputTokens) => calibration.observe(request.model, estimate, inputTokens),
      };
    },
    async count(request) {
      const { calibration, of } = await open();
      const count = await (await of(request))?.counter.count(request.body);
      return count === undefined || count.method === "official" ? count : calibration.correct(request.model, count);
    },
  };
}

interface Counting {
  readonly calibration: Calibration;
  of(request: CountedRequest): Promise<ReturnType<Counters> | undefined>;
}

/** Request counters of one dialect, by model: the model may stand outside of the body. */
type Counters = (model: string) => { readonly estimate: RequestEstimate; readonly counter: RequestCounter };

async function openCounting(official: OfficialCounter | undefined, sha256: Digest): Promise<Counting> {
  const tokenizers = await import("@headroom/tokenizers");
  const byDialect = new Map<Dialect, Promise<Counters> | undefined>();
  const open = async (dialect: Dialect, { scaleOf, overheadsOf }: ProviderCounting): Promise<Counters> => {
    const counterOf = await tokenizers.loadTextCounters(scaleOf);
    const remembered = new Map<string, ReturnType<Counters>>();
    return (model) => {
      const known = remembered.get(model);
      if (known !== undefined) return known;
      const estimate = tokenizers.createRequestEstimate({ dialect, counterOf, overheadsOf, model });
      const counter = tokenizers.createRequestCounter({ ...(official && { official }), estimate, sha256 });
      const made = { estimate, counter };
      if (remembered.size < MOST_MODELS) remembered.set(model, made);
      return made;
    };
  };
  return {
    calibration: tokenizers.createCalibration(),
    async of({ dialect, model }) {
      const { counting } = dialect;
      if (counting === undefined) return undefined;
      const opened = byDialect.get(dialect) ?? open(dialect, counting);
      byDialect.set(dialect, opened);
      return (await opened)(model);
    },
  };
}

/** Models beyond these are counted all the same, without the provider's counts being remembered. */
const MOST_MODELS = 100;
