import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Dialect } from "../src/conversation/dialect.js";
import type { ToolFormat } from "../src/conversation/tool-format.js";
import { handleOf } from "../src/digest/handle.js";
import { sha256 } from "../src/digest/sha256.js";
import type { JsonPath, JsonValue } from "../src/json/path.js";
import { answerRetrieveCalls } from "../src/retrieval/answer-retrieve-calls.js";
import { createRetriever } from "../src/retrieval/create-retriever.js";
import { offerRetrieveTool } from "../src/retrieval/offer-retrieve-tool.js";
import { originalKey } from "../src/retrieval/original-key.js";
import { RETRIEVE_TOOL, retrieveTool } from "../src/retrieval/retrieve-tool.js";
import { createMemoryStore } from "../src/store/memory-store.js";

export interface AnsweredCall {
  readonly id: string;
  readonly name: string;
  readonly arguments: { readonly [name: string]: JsonValue };
}

export interface ToolFormatContract {
  /** A request that has one tool and ends with a user's text, in odd formatting. */
  readonly request: string;
  /** Another without tools, or whose answer cannot be read, or that cannot be continued. */
  readonly unfit: readonly string[];
  /** An answer that says a text and makes calls. */
  answer(calls: readonly AnsweredCall[]): JsonValue;
  /** An answer without a message to continue. */
  readonly others: readonly JsonValue[];
  /** What the provider would say against a body, or `undefined` when it accepts it. */
  objection(body: JsonValue): string | undefined;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const ORIGINAL = Array.from({ length: 9 }, (_, line) => `line ${line + 1}`).join("\n");
const HANDLE = handleOf(ORIGINAL, sha256);
const fetchOf = (id: string, lines = "2-3"): AnsweredCall => ({
  id,
  name: RETRIEVE_TOOL,
  arguments: { handle: HANDLE, lines },
});

/** The laws of the formats of tools. Each dialect's test calls it. */
export function describeToolFormat(dialect: Dialect, contract: ToolFormatContract): void {
  const tools = dialect.tools as ToolFormat;
  const request = encoder.encode(contract.request);
  const read = (bytes: Uint8Array) => {
    const body = JSON.parse(decoder.decode(bytes)) as JsonValue;
    expect(contract.objection(body)).toBeUndefined();
    return dialect.read(body, (_path, value) => JSON.stringify(value))?.parts ?? [];
  };
  const offered = offerRetrieveTool(request, dialect) as Uint8Array;
  const originals = createMemoryStore();
  originals.set(originalKey("local", HANDLE), ORIGINAL);
  const retriever = createRetriever({ originals });
  const follow = (calls: readonly AnsweredCall[], asked: Uint8Array = offered) =>
    answerRetrieveCalls(asked, encoder.encode(JSON.stringify(contract.answer(calls))), dialect, retriever);
  const goOn = async (calls: readonly AnsweredCall[], asked?: Uint8Array) => {
    const next = await follow(calls, asked);
    if (next.type !== "continue") throw new Error("The request does not go on.");
    return next.body;
  };

  describe(`tools of ${dialect.name}`, () => {
    it("are offered behind those that there are; every other byte stays", () => {
      const before = read(request);
      const after = read(offered);
      const own = after.filter(({ toolName }) => toolName === RETRIEVE_TOOL);
      expect(own).toMatchObject([{ kind: "tool-definition" }]);
      expect(own[0]?.text).toContain(retrieveTool.description);
      expect(after.filter((part) => part !== own[0])).toEqual(before);
      const added = decoder.decode(offered).replace(`,${JSON.stringify(tools.define(retrieveTool))}`, "");
      expect(added).toBe(contract.request);
    });

    it("are not offered twice, nor where calls could not be answered", () => {
      expect(offerRetrieveTool(offered, dialect)).toBeUndefined();
      for (const unfit of contract.unfit)
        expect(offerRetrieveTool(encoder.encode(unfit), dialect), unfit).toBeUndefined();
    });

    it("are answered: the request goes on with what was fetched, and every other byte stays", async () => {
      const next = await goOn([fetchOf("call_1"), fetchOf("call_2", "9")]);
      const parts = read(next);
      const results = parts.filter(({ kind }) => kind === "tool-result");
      expect(results.map(({ text = "" }) => saidIn(text))).toEqual(["line 2\nline 3", "line 9"]);
      for (const part of results) expect(part.toolName).toBe(RETRIEVE_TOOL);
      expect(JSON.parse(results[1]?.toolArguments ?? "")).toEqual({ handle: HANDLE, lines: "9" });
      const was = read(offered);
      expect(parts.slice(0, was.length).map(({ text }) => text)).toEqual(was.map(({ text }) => text));
    });

    it("go on once more from there, until the same was fetched too often", async () => {
      const second = await goOn([fetchOf("call_2")], await goOn([fetchOf("call_1")]));
      const third = await goOn([fetchOf("call_3")], second);
      const texts = read(third).flatMap(({ kind, text = "" }) => (kind === "tool-result" ? [saidIn(text)] : []));
      expect(texts).toEqual([
        "line 2\nline 3",
        "line 2\nline 3",
        expect.stringContaining("fetched 2 times in this turn"),
      ]);
      expect(decoder.decode(third).startsWith(decoder.decode(second).slice(0, 200))).toBe(true);
    });

    it("tell the model what it asked wrongly", async () => {
      const next = await goOn([{ id: "call_1", name: RETRIEVE_TOOL, arguments: { rows: "1" } }]);
      const [result] = read(next).filter(({ kind }) => kind === "tool-result");
      expect(result?.text).toContain("handle is missing");
    });

    it("of the application go to it, without the fetches beside them", async () => {
      const own: AnsweredCall = { id: "call_2", name: "list_orders", arguments: { status: "open" } };
      const next = await follow([fetchOf("call_1"), own, fetchOf("call_3")], separableRequest());
      expect(next.type).toBe("done");
      const answer = JSON.parse(decoder.decode((next as { answer: Uint8Array }).answer)) as JsonValue;
      expect(answer).toEqual(contract.answer([own]));
      expect(tools.calls(answer)).toMatchObject([{ id: "call_2", name: "list_orders" }]);
    });

    it("leave an answer without fetches alone", async () => {
      const own: AnsweredCall = { id: "call_2", name: "list_orders", arguments: {} };
      const answers = [contract.answer([]), contract.answer([own]), ...contract.others];
      for (const answer of answers) {
        const bytes = encoder.encode(JSON.stringify(answer));
        const next = await answerRetrieveCalls(offered, bytes, dialect, retriever);
        expect((next as { answer: Uint8Array }).answer).toBe(bytes);
      }
    });

    it("are read from anything without throwing, at places that there are", () => {
      fc.assert(
        fc.property(fc.jsonValue(), fc.jsonValue(), (first, second) => {
          const [body, answer] = [first, second] as [JsonValue, JsonValue];
          tools.lastDefinition(body);
          tools.separable?.(body);
          for (const { path } of tools.calls(answer)) expect(at(answer, path)).toBeDefined();
        }),
      );
    });
  });

  /** The offered request, changed so that the provider holds nothing of the answer, where it does otherwise. */
  function separableRequest(): Uint8Array {
    const body = JSON.parse(decoder.decode(offered)) as { [name: string]: JsonValue };
    return tools.separable?.(body) === false ? encoder.encode(JSON.stringify({ ...body, store: false })) : offered;
  }
}

/** Some formats put the text of a result into an object. */
function saidIn(text: string): string {
  try {
    const { output, error } = JSON.parse(text) as { output?: string; error?: string };
    return output ?? error ?? text;
  } catch {
    return text;
  }
}

function at(value: JsonValue, path: JsonPath): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>((inner, key) => (inner as never)?.[key], value);
}
