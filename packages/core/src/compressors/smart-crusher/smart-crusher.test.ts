import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logEntries } from "../../../test/generators/log-entries.js";
import { handleOf } from "../../digest/handle.js";
import { sha256 } from "../../digest/sha256.js";
import { scanJson } from "../../json/scan-json.js";
import type { CompressContext, Compression, Content } from "../compressor.js";
import { smartCrusher } from "./smart-crusher.js";

const CONTEXT: CompressContext = {
  query: "",
  isError: false,
  mayOffload: true,
  format: "text",
  tokensToKeep: 0,
  retrieveHint: "fetch {handle}",
  count: (text) => Math.ceil(text.length / 3),
  handleOf: (text) => handleOf(text, sha256),
};

const json = (value: unknown, embedded = false): Content => {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return { kind: "json", text, tree: scanJson(text), embedded };
};

function crush(content: Content, context: Partial<CompressContext> = {}, options = {}): Compression | undefined {
  const crusher = smartCrusher(options);
  const all = { ...CONTEXT, ...context };
  const lossless = crusher.compress(content, all);
  return crusher.view?.(content, lossless, all) ?? lossless;
}

/** Rows without anything that repeats, so that only a view makes them much shorter. */
const rows = (count: number) =>
  Array.from({ length: count }, (_, k) => ({
    id: 40_000 + k * 37,
    sha: sha256(`row ${k}`).slice(0, 40),
    status: k === 200 ? "failed" : "ok",
  }));

describe("smartCrusher", () => {
  it("writes alike objects as a table from which they come back", () => {
    const content = json(Array.from({ length: 20 }, (_, id) => ({ id, state: "open", url: `https://x.test/${id}` })));
    const form = crush(content);
    expect(form).toMatchObject({ kind: "json", standsFor: content.text });
    expect((form as Compression).body.length).toBeLessThan(content.text.length / 2);
  });

  it("writes values that the query asks for as they are", () => {
    const content = json(Array.from({ length: 20 }, (_, id) => ({ id, html_url: `https://x.test/items/${id}` })));
    const bodyFor = (query: string) => crush(content, { query })?.body;
    expect(bodyFor("What is in here?")).not.toContain("https://x.test/items/7");
    expect(bodyFor("What is the html_url of 7?")).toContain("https://x.test/items/7");
  });

  it("leaves out nothing where it may not, and gives the lossless form", () => {
    expect(crush(json(rows(400)), { mayOffload: false })?.kind).toBe("json");
  });

  it("shows more rows where a view would have fewer tokens than must be kept, beyond the cap, too", () => {
    const content = json(rows(400));
    const tokensOf = (tokensToKeep: number): number => {
      const { body = "" } = crush(content, { tokensToKeep }) ?? {};
      return CONTEXT.count(body);
    };
    const usual = tokensOf(0);
    for (const share of [1.2, 1.6, 2]) {
      expect(tokensOf(usual * share)).toBeGreaterThanOrEqual(usual * share);
      expect(tokensOf(usual * share)).toBeLessThan(usual * share * 1.3);
    }
    expect(crush(content, { tokensToKeep: usual * 2 })?.kind).toBe("view");
    expect(crush(content, { tokensToKeep: CONTEXT.count(content.text) })?.kind).toBe("json");
  });

  it("shows what matters of a long list, says how many of how many, and names the handle", () => {
    const content = json(rows(400));
    const view = crush(content) as Compression;
    expect(view.kind).toBe("view");
    expect(view.standsFor).toBe(content.text);
    expect(view.gentler?.kind).toBe("json");
    expect(view.body).toContain(`fetch ${handleOf(content.text, sha256)}`);
    expect(view.body).toContain("50 of 400 rows shown");
    expect(view.body).toContain("none with an error");
  });

  it("keeps first, last and failed rows, whose values stand there as they are", () => {
    const list = rows(400);
    const { body } = crush(json(list)) as Compression;
    for (const k of [0, 1, 2, 200, 398, 399]) {
      expect(body).toContain(`${k + 1},${list[k]?.id},${list[k]?.sha}`);
    }
  });

  it("keeps the row that was asked for", () => {
    const list = rows(400);
    const { body } = crush(json(list), { query: `What is the sha of ${list[123]?.id}?` }) as Compression;
    expect(body).toContain(list[123]?.sha);
  });

  it("keeps every value of the rows of a view somewhere as it is, prefixes in common or not", () => {
    const list = Array.from({ length: 300 }, (_, k) => ({
      name: `alias/service-${k}/${sha256(`${k}`).slice(0, 24)}`,
      url: `https://api.example.test/items/${k}`,
    }));
    const { kind, body } = crush(json(list)) as Compression;
    expect(kind).toBe("view");
    expect(body).toContain(list[0]?.name);
    expect(body).toContain(list[299]?.url);
  });

  it("reduces lists wherever they stand, and says where", () => {
    const { body } = crush(json({ data: { items: rows(400) }, next: null })) as Compression;
    expect(body).toContain("data.items (#: row number): 50 of 400 rows shown");
    expect(body).toContain('"next":null');
  });

  it("reduces a map from ids to records", () => {
    const { kind, body } = crush(json(Object.fromEntries(rows(400).map((row) => [`v${row.id}`, row])))) as Compression;
    expect(kind).toBe("view");
    expect(body).toMatch(/^rows: \d+ of 400 rows shown/m);
  });

  it("cuts long strings where they say so, and no character in half", () => {
    const list = Array.from({ length: 4 }, (_, id) => ({ id, text: "🙂".repeat(3000 + id) }));
    const { kind, body } = crush(json(list)) as Compression;
    expect(kind).toBe("view");
    expect(body).toMatch(/… \[\+\d+ characters\]/);
    expect(body).not.toMatch(/\p{Surrogate}/u);
    expect(body).toContain("Long strings are cut");
  });

  it("keeps JSON valid where asked: the rows are the originals, without more keys", () => {
    const list = rows(400);
    const view = crush(json(list), { format: "json" }) as Compression;
    expect(view.kind).toBe("items");
    const kept = JSON.parse(view.body) as object[];
    expect(kept.slice(0, 3)).toEqual(list.slice(0, 3));
    for (const row of kept) expect(list).toContainEqual(row);
    expect(view.gentler).toMatchObject({ kind: "plain" });
  });

  it("leaves what stands in another text alone where its layout could not be given back", () => {
    const odd = `[${"{  }".repeat(0)}${Array.from({ length: 9 }, (_, id) => `{"id":${id},  "ok":true}`).join(",")}]`;
    expect(crush(json(odd, true), { mayOffload: false })).toBeUndefined();
    expect(crush(json(JSON.stringify(JSON.parse(odd), null, 2), true), { mayOffload: false })).toMatchObject({
      kind: "json",
      layout: "indent 2",
    });
  });

  it("writes lines of JSON as rows", () => {
    const text = logEntries({ count: 40 })
      .map((entry) => JSON.stringify(entry))
      .join("\n");
    expect(crush({ kind: "rows", text, embedded: false }, { mayOffload: false })).toMatchObject({
      kind: "rows",
      standsFor: text,
    });
  });

  it("obeys its options", () => {
    expect(smartCrusher({ enabled: false }).accepts).toEqual([]);
    expect(crush(json(rows(400)), {}, { maxItemsAfterCrush: 10 })?.body).toContain("10 of 400 rows shown");
    expect(crush(json(rows(400)), {}, { minTokensToCrush: 1_000_000 })?.kind).toBe("json");
    expect(() => smartCrusher({ maxItems: 3 } as never)).toThrow("maxItems");
  });

  it("gives the same for the same, whatever the JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const content = json(JSON.stringify(value));
        expect(crush(content)).toEqual(crush(content));
      }),
      { numRuns: 60 },
    );
  });
});
