import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openStoresLater, pathOfStoreUrl } from "./store-url.js";

describe("the path of a store URL", () => {
  it.each([
    ["sqlite:///headroom.db", "headroom.db"],
    ["sqlite:///data/headroom.db", "data/headroom.db"],
    ["sqlite:////var/lib/headroom.db", "/var/lib/headroom.db"],
    ["SQLite:///a.db", "a.db"],
    ["headroom.db", "headroom.db"],
    ["/var/lib/headroom.db", "/var/lib/headroom.db"],
    ["C:\\headroom.db", "C:\\headroom.db"],
    [":memory:", ":memory:"],
  ])("%s is %s", (url, path) => {
    expect(pathOfStoreUrl(url)).toBe(path);
  });

  it.each(["redis://localhost", "jsonl:///log.jsonl", "sqlite://host/a.db", "sqlite:///", ""])("refuses %s", (url) => {
    expect(() => pathOfStoreUrl(url)).toThrow("write sqlite:///relative/path, sqlite:////absolute/path or a path");
  });
});

describe("stores that are opened later", () => {
  it("keep what they were given in one file, apart from one another", async () => {
    const folder = mkdtempSync(join(tmpdir(), "headroom-sdk-"));
    const url = `sqlite:///${join(folder, "a.db")}`;
    try {
      const stores = openStoresLater(url);
      await stores.originals.set("a", "b");
      expect(await stores.originals.compareAndSet("a", "b", "c")).toBe(true);
      await stores.decisions.set("a", "d");
      await stores.originals.close();
      await stores.close();
      const again = openStoresLater(url);
      expect([await again.originals.get("a"), await again.decisions.get("a")]).toEqual(["c", "d"]);
      expect(await again.originals.touch(["a", "x"])).toEqual(["a"]);
      await again.originals.delete("a");
      expect([await again.originals.get("a"), await again.decisions.get("a")]).toEqual([undefined, "d"]);
      await again.close();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("are not opened before they are used, and fail only then", async () => {
    const stores = openStoresLater("/dev/null/no-folder/a.db");
    await expect(stores.originals.get("a")).rejects.toThrow();
    await openStoresLater("/dev/null/no-folder/a.db").close();
  });
});
