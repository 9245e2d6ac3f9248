import { describe, expect, it } from "vitest";
import { createRandom } from "../../../../test/generators/random.js";
import { select } from "../selection-checker.test-support.js";

/** Rows that no rule but first, last and fill has an eye on, with members of their own. */
function rowsWith(count: number, members: (index: number) => Record<string, unknown>): Record<string, unknown>[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `item ${(index * 7919) % 1009} of batch ${index}`,
    ...members(index),
  }));
}

describe("outlierRows", () => {
  it("sees a value in a column that is nearly always the same", () => {
    const rows = rowsWith(300, (index) => ({ retries: index === 150 ? 4 : index % 10 === 0 ? 1 : 0 }));
    expect(select(rows, { anomalyStdThreshold: 50 }).reasons.outlier).toMatchObject({ found: 1, kept: 1 });
  });

  it("sees what a few wild values would hide from the standard deviation", () => {
    const rows = rowsWith(300, (index) => ({ ms: index < 3 ? 1e6 : index === 200 ? 400 : 100 + ((index * 7) % 20) }));
    expect(select(rows).kept).toContain(200);
  });

  it("takes no ids, moments or parts of dates for measures", () => {
    const rows = rowsWith(300, (index) => ({
      id: index === 150 ? 9_000_000 : (index * 37) % 300,
      row: index * 3 + (index > 150 ? 1e6 : 0),
      created_at: index === 150 ? 1 : 1_700_000_000 + index,
      year: index === 150 ? 1970 : 2025,
    }));
    expect(select(rows).reasons.outlier?.columns).not.toContain("id");
    expect(select(rows).reasons.outlier?.columns).not.toContain("row");
    expect(select(rows).reasons.outlier?.columns).not.toContain("year");
  });

  it("gives each column its turn when there is not room for all", () => {
    const random = createRandom(5);
    const rows = rowsWith(400, () => {
      const members = Object.fromEntries(
        Array.from({ length: 12 }, (_, k) => [`tail${k}`, Math.round(1 / (random.next() + 1e-4))]),
      );
      return { ...members, calm: random.integer(100, 110) };
    });
    rows[222] = { ...rows[222], calm: 160 };
    expect(select(rows).kept).toContain(222);
  });
});

describe("changePoints", () => {
  it("finds hardly any in noise", () => {
    let found = 0;
    for (let seed = 0; seed < 40; seed++) {
      const random = createRandom(seed);
      const rows = rowsWith(300, () => ({ load: Number(random.normal(50, 10).toFixed(3)) }));
      found += select(rows).reasons["change-point"]?.found ?? 0;
    }
    // Two rows each: less than one false shift in four lists.
    expect(found).toBeLessThan(20);
  });

  it("finds hardly any in counters that are mostly zero", () => {
    let found = 0;
    for (let seed = 0; seed < 20; seed++) {
      const random = createRandom(seed);
      const rows = rowsWith(500, () => ({ retries: random.chance(0.1) ? random.integer(1, 5) : 0 }));
      found += select(rows).reasons["change-point"]?.found ?? 0;
    }
    expect(found).toBeLessThan(40);
  });

  it("is not misled by a spike, a slope or a season", () => {
    const spike = rowsWith(300, (index) => ({ load: index === 150 ? 5000 : 50 + ((index * 7) % 11) }));
    const slope = rowsWith(300, (index) => ({ load: index * 2.5 + ((index * 7) % 11) }));
    const season = rowsWith(300, (index) => ({ load: Math.round(1000 * Math.sin(index / 20)) / 10 }));
    for (const rows of [spike, slope, season]) expect(select(rows).reasons["change-point"]).toBeUndefined();
  });
});

describe("rareRows", () => {
  it("shows a combination of keys that hardly any row has, though each key is usual", () => {
    const rows = rowsWith(400, (index) => (index === 222 ? { a: 1, b: 1 } : index % 2 === 0 ? { a: 1 } : { b: 1 }));
    expect(select(rows).kept).toContain(222);
    expect(select(rows).reasons.rare).toMatchObject({ found: 1 });
  });

  it("holds nothing for rare where all rows differ", () => {
    const rows = rowsWith(100, (index) => ({ [`key${index}`]: 1, [`other${index % 50}`]: null }));
    expect(select(rows).reasons.rare).toBeUndefined();
  });
});

describe("errorRows", () => {
  it("spreads what it shows where there is not room for all", () => {
    const rows = rowsWith(1000, (index) => ({ error: index < 800 ? `e${index}` : null }));
    const { kept } = select(rows, { maxItemsAfterCrush: 5 });
    for (const from of [0, 200, 400, 600])
      expect(kept.filter((row) => row >= from && row < from + 200).length).toBeGreaterThan(5);
  });

  it("takes numbers beyond the HTTP statuses for no statuses", () => {
    expect(select(rowsWith(1000, (index) => ({ status: 600 + index }))).reasons.error).toBeUndefined();
  });
});

describe("stateChanges", () => {
  it("passes over rows that have no state", () => {
    const rows = rowsWith(400, (index) => (index % 2 === 0 ? { phase: index < 200 ? "one" : "two" } : {}));
    expect(select(rows).reasons["state-change"]).toEqual({ found: 1, kept: 1, columns: ["phase"] });
  });
});

describe("relevantRows", () => {
  it("takes none of many equals, and the better ones before them", () => {
    const rows = rowsWith(400, (index) => ({
      note: index === 200 ? "blue kite" : index % 10 === 0 ? "kite" : "stone",
    }));
    expect(select(rows, { relevanceThreshold: 0.1 }, { query: "blue kite" }).reasons.relevant).toMatchObject({
      found: 40,
    });
    const { kept } = select(rows, { relevanceThreshold: 0.1, similarityThreshold: 0 }, { query: "blue kite" });
    expect(kept).toContain(200);
    expect(kept.filter((row) => row % 10 === 0 && row !== 200 && row > 2)).toEqual([]);
  });
});

describe("ceilings", () => {
  it("are one for all exempt rules together", () => {
    const rows = rowsWith(1000, (index) => ({
      zone: index % 7 === 3 ? "zone_7" : `zone_x${index}`,
      load: index % 90 === 5 ? 900 : 10 + ((index * 7) % 20),
    }));
    const { kept, reasons } = select(rows, { maxItemsAfterCrush: 10 }, { query: "what of zone_7" });
    expect(reasons.anchor).toEqual({ found: 143, kept: expect.any(Number) });
    expect(kept).toHaveLength(5 + 40);
  });
});

describe("what is told of columns", () => {
  it("is told once of columns that divide the rows in the same way", () => {
    const rows = rowsWith(300, (index) => ({
      user_type: index % 3 === 0 ? "bot" : "human",
      kind: index % 3 === 0 ? "B" : "H",
    }));
    const { reasons, facts } = select(rows);
    expect(reasons.state?.columns).toEqual(["user_type"]);
    expect(facts.map(({ column, isCopy }) => [column, isCopy])).toEqual([
      ["name", false],
      ["user_type", false],
      ["kind", true],
    ]);
  });

  it("is the range of moments only where their texts are in order of time", () => {
    const range = (zone: (index: number) => string) => {
      const rows = rowsWith(100, (index) => ({
        at: `2025-03-${String((index % 28) + 1).padStart(2, "0")}T10:00:00${zone(index)}`,
      }));
      const fact = select(rows, { maxItemsAfterCrush: 10 }).facts.find(({ column }) => column === "at");
      return [fact?.min, fact?.max];
    };
    expect(range(() => "Z")).toEqual(['"2025-03-01T10:00:00Z"', '"2025-03-28T10:00:00Z"']);
    expect(range((index) => (index === 50 ? "+02:00" : "+01:00"))).toEqual([undefined, undefined]);
    expect(range((index) => (index === 50 ? "" : "Z"))).toEqual([undefined, undefined]);
  });
});

describe("fillRows", () => {
  it("takes equal words of different columns for different values", () => {
    const cities = ["Rome", "Oslo", "Bern", "Kyiv", "Riga", "Lima", "Doha", "Baku"];
    const rows = Array.from({ length: 400 }, (_, index) => {
      const from = cities[index % 8] as string;
      const to = cities[Math.floor(index / 8) % 8] as string;
      return { from, to };
    });
    const options = { similarityThreshold: 0.6, uniquenessThreshold: 0 };
    // Sixty-four journeys, each way a journey of its own.
    expect(select(rows, options).kept.length).toBeGreaterThan(40);
  });
});
