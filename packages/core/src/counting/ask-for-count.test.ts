import { describe, expect, it } from "vitest";
import { askForCount, type FetchLike } from "./ask-for-count.js";
import { CountError, countErrorOf } from "./count-error.js";

/** A provider that gives one answer, and keeps what it was asked. */
function provider(answer: () => Response) {
  const asked: { url: string; init: Parameters<FetchLike>[1] }[] = [];
  const fetch: FetchLike = async (url, init) => {
    asked.push({ url, init });
    return answer();
  };
  return {
    asked,
    question: { provider: "Acme", fetch, url: "https://acme.test/count", headers: { "x-key": "secret" } },
  };
}

describe("asking for a count", () => {
  it("posts JSON with the key, without following redirects", async () => {
    const { asked, question } = provider(() => Response.json({ tokens: 3 }));
    expect(await askForCount({ ...question, body: { text: "hello" } })).toEqual({ tokens: 3 });
    expect(asked).toMatchObject([
      { url: "https://acme.test/count", init: { method: "POST", redirect: "error", body: '{"text":"hello"}' } },
    ]);
    expect(asked[0]?.init.headers).toMatchObject({ "content-type": "application/json", "x-key": "secret" });
  });

  it.each([
    ["seconds", { "retry-after": "20" }, "20"],
    ["milliseconds", { "retry-after-ms": "1500", "retry-after": "2" }, "1.5"],
    ["nothing", {}, undefined],
  ])("keeps the status of a refusal, and %s to wait", async (_name, headers, retryAfter) => {
    const { question } = provider(() => Response.json({ error: {} }, { status: 429, headers }));
    await expect(askForCount({ ...question, body: {} })).rejects.toMatchObject({ status: 429, retryAfter });
  });

  it("reads what a provider says of waiting in its body", async () => {
    const { question } = provider(() => Response.json({ wait: "7" }, { status: 429 }));
    const retryAfterIn = () => "7";
    await expect(askForCount({ ...question, body: {}, retryAfterIn })).rejects.toMatchObject({ retryAfter: "7" });
  });

  it("says nothing of what was asked, and nothing of what was answered", async () => {
    const { question } = provider(() => new Response("<html>secret hello</html>", { status: 502 }));
    const failed = await askForCount({ ...question, body: { text: "hello" } }).catch((error: unknown) => error);
    expect(CountError.isInstance(failed)).toBe(true);
    expect(String(failed)).toBe("CountError: Acme refused to count with status 502.");
    const { question: odd } = provider(() => new Response("ok"));
    await expect(askForCount({ ...odd, body: {} })).rejects.toThrow("not JSON");
    const unreachable = askForCount({ ...question, fetch: () => Promise.reject(new TypeError("secret")), body: {} });
    await expect(unreachable).rejects.toThrow("Acme could not be asked for a count: TypeError.");
  });
});

describe("the errors of clients", () => {
  const headers = new Headers({ "retry-after": "4" });

  it.each([
    ["a status and headers", Object.assign(new Error("x"), { status: 429, headers }), 429, "4"],
    [
      "a status code and a response",
      Object.assign(new Error("x"), { statusCode: 503, rawResponse: { headers } }),
      503,
      "4",
    ],
    ["a status alone", Object.assign(new Error("x"), { status: 400 }), 400, undefined],
    ["neither", new Error("x"), undefined, undefined],
    ["odd headers", Object.assign(new Error("x"), { status: 500, headers: { "retry-after": "4" } }), 500, undefined],
    ["no error", "x", undefined, undefined],
  ])("with %s are understood", (_name, error, status, retryAfter) => {
    const understood = countErrorOf("Acme", error);
    expect(understood).toMatchObject({ status, retryAfter, cause: error });
    expect(countErrorOf("Other", understood)).toBe(understood);
  });
});
