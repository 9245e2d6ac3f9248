import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openStoreLater, pathOfStoreUrl } from "./store-url.js";

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

describe("a store that is opened later", () => {
  it("keeps what it was given in its file", async () => {
    const folder = mkdtempSync(join(tmpdir(), "headroom-sdk-"));
    const url = `sqlite:///${join(folder, "a.db")}`;
    try {
      const store = openStoreLater(url);
      await store.set("a", "b");
      expect(await store.compareAndSet("a", "b", "c")).toBe(true);
      await store.close();
      const again = openStoreLater(url);
      expect(await again.get("a")).toBe("c");
      expect(await again.touch(["a", "x"])).toEqual(["a"]);
      await again.delete("a");
      expect(await again.get("a")).toBeUndefined();
      await again.close();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("is not opened before it is used, and fails only then", async () => {
    const store = openStoreLater("/dev/null/no-folder/a.db");
    await expect(store.get("a")).rejects.toThrow();
    await openStoreLater("/dev/null/no-folder/a.db").close();
  });
});
