import { CountError, type JsonObject, type OfficialCounter, type TokenCount } from "@headroom/core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createRequestCounter, type RequestCounterOptions } from "./request-counter.js";

const ESTIMATE: TokenCount = { tokens: 10, exact: false, lower: 5, upper: 20, method: "scaled" };
const OFFICIAL: TokenCount = { tokens: 12, exact: true, method: "official" };
const body = (content: string): JsonObject => ({ model: "m", messages: [{ role: "user", content }] });

/** A provider that answers as it is told to, in order, and then always counts. */
function provider(...answers: (() => Promise<TokenCount | undefined>)[]) {
  const asked: { body: JsonObject; signal: AbortSignal | undefined }[] = [];
  const official: OfficialCounter = {
    name: "acme",
    async count(question, signal) {
      asked.push({ body: question, signal });
      return (answers.shift() ?? (async () => OFFICIAL))();
    },
  };
  return { asked, official };
}

const refuse = (status: number | undefined, retryAfter?: string) => async (): Promise<never> => {
  throw new CountError("refused", {
    ...(status !== undefined && { status }),
    ...(retryAfter !== undefined && { retryAfter }),
  });
};

function counterOf(options: Partial<RequestCounterOptions>) {
  return createRequestCounter({
    estimate: (request) => (request.messages === undefined ? undefined : ESTIMATE),
    ...options,
  });
}

describe("a request counter", () => {
  it("gives the provider's count, and asks once for equal requests", async () => {
    const { asked, official } = provider();
    const counter = counterOf({ official });
    expect(await Promise.all([counter.count(body("a")), counter.count(body("a"))])).toEqual([OFFICIAL, OFFICIAL]);
    expect(await counter.count(body("a"))).toEqual(OFFICIAL);
    await counter.count(body("b"));
    expect(asked.map((question) => question.body)).toEqual([body("a"), body("b")]);
  });

  it("estimates without anyone to ask, and what the provider cannot count", async () => {
    expect(await counterOf({}).count(body("a"))).toBe(ESTIMATE);
    const { asked, official } = provider(async () => undefined);
    const counter = counterOf({ official });
    expect(await counter.count(body("a"))).toBe(ESTIMATE);
    expect(await counter.count(body("a"))).toBe(ESTIMATE);
    expect(asked).toHaveLength(1);
  });

  it("does not ask about what is no request", async () => {
    const { asked, official } = provider();
    expect(await counterOf({ official }).count({ hello: 1 })).toBeUndefined();
    expect(asked).toEqual([]);
  });

  it("remembers the counts that were used last, as many as it may", async () => {
    const { asked, official } = provider();
    const counter = counterOf({ official, cachedCounts: 2 });
    for (const content of ["a", "b", "a", "c", "a", "b"]) await counter.count(body(content));
    expect(asked.map((question) => question.body)).toEqual(["a", "b", "c", "b"].map(body));
  });

  it("does not ask again about a request that is refused as it is", async () => {
    const failures: CountError[] = [];
    const { asked, official } = provider(refuse(400));
    const counter = counterOf({ official, onFailure: (error) => failures.push(error) });
    expect(await counter.count(body("a"))).toBe(ESTIMATE);
    expect(await counter.count(body("a"))).toBe(ESTIMATE);
    expect(await counter.count(body("b"))).toEqual(OFFICIAL);
    expect(asked).toHaveLength(2);
    expect(failures).toMatchObject([{ status: 400 }]);
  });

  it("never fails because of a provider", async () => {
    const official: OfficialCounter = { name: "acme", count: () => Promise.reject(new TypeError("broken")) };
    const failures: CountError[] = [];
    expect(await counterOf({ official, onFailure: (error) => failures.push(error) }).count(body("a"))).toBe(ESTIMATE);
    expect(failures).toMatchObject([{ message: "acme did not count.", cause: new TypeError("broken") }]);
  });

  it("names the option that is out of range", () => {
    expect(() => counterOf({ timeoutMs: -1 })).toThrow("timeoutMs is -1");
    expect(() => counterOf({ cachedCounts: Number.NaN })).toThrow(RangeError);
  });
});

describe("after a refusal", () => {
  /** Counts a new request at a moment, and says whether the provider was asked. */
  async function asksAt(moments: readonly number[], ...answers: (() => Promise<TokenCount | undefined>)[]) {
    const { asked, official } = provider(...answers);
    let at = 0;
    const counter = counterOf({ official, now: () => at });
    const asks: boolean[] = [];
    for (const [index, moment] of moments.entries()) {
      at = moment;
      const before = asked.length;
      await counter.count(body(`request ${index}`));
      asks.push(asked.length > before);
    }
    return asks;
  }

  it.each([
    ["the seconds that the provider says", refuse(429, "20"), 20_000],
    ["parts of a second", refuse(429, "0.5"), 500],
    ["until the date that the provider says", refuse(503, new Date(90_000).toUTCString()), 90_000],
    ["a second where it says nothing", refuse(429), 1000],
    ["a second where it says nonsense", refuse(429, "soon"), 1000],
    ["a minute where the key is not allowed", refuse(401), 60_000],
    ["a second after no answer", refuse(undefined), 1000],
    ["ten minutes at most", refuse(429, "86400"), 600_000],
  ])("the provider is left alone for %s", async (_name, refusal, until) => {
    expect(await asksAt([0, 1, until - 1, until], refusal)).toEqual([true, false, false, true]);
  });

  it("it is left alone for longer each time, until it answers", async () => {
    const always = refuse(500);
    expect(await asksAt([0, 1000, 2999, 3000, 6999, 7000, 7001, 8000, 8500], always, always, always)).toEqual([
      ...[true, true, false, true, false, true, true, true, true],
    ]);
  });
});

describe("a provider that does not answer in time", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("is told to stop, and its count is an estimate with bounds", async () => {
    const { asked, official } = provider(() => new Promise(() => undefined));
    const counter = counterOf({ official, timeoutMs: 300 });
    const counting = counter.count(body("a"));
    await vi.advanceTimersByTimeAsync(299);
    expect(asked[0]?.signal?.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await counting).toBe(ESTIMATE);
    expect(asked[0]?.signal?.aborted).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
    await vi.advanceTimersByTimeAsync(1000);
    expect(await counter.count(body("a"))).toEqual(OFFICIAL);
  });
});
