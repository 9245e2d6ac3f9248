import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { HeadroomError, StoreError } from "@headroom/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadSqlite } from "./load-sqlite.js";
import { openSqliteStores, type SqliteStores, type SqliteStoresOptions } from "./open-sqlite-stores.js";

const MINUTE = 60_000;

describe("openSqliteStores", () => {
  let folder: string;
  let path: string;
  let opened: { close(): void }[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "headroom-stores-"));
    path = join(folder, "sub", "deeper", "store.db");
    opened = [];
  });

  afterEach(() => {
    for (const each of opened) {
      each.close();
    }
    rmSync(folder, { recursive: true, force: true });
  });

  function open(options: Partial<SqliteStoresOptions> = {}): SqliteStores {
    const stores = openSqliteStores({ path, ...options });
    opened.push(stores);
    return stores;
  }

  it("says how much each store holds", () => {
    const stores = open();
    expect(stores.sizes()).toEqual({});
    stores.originals.set("tenant/a", "text");
    stores.originals.set("tenant/b", "another text");
    stores.decisions.set("tenant/c", "choice");
    const { originals, decisions } = stores.sizes();
    expect([originals?.entries, decisions?.entries]).toEqual([2, 1]);
    expect(originals?.bytes).toBeGreaterThanOrEqual("tenant/atexttenant/banother text".length);
    stores.originals.delete("tenant/a");
    expect(stores.sizes().originals?.entries).toBe(1);
  });

  function openRaw(): DatabaseSync {
    const { DatabaseSync } = loadSqlite();
    mkdirSync(dirname(path), { recursive: true });
    return new DatabaseSync(path);
  }

  function failure(run: () => unknown): StoreError {
    try {
      run();
    } catch (error) {
      if (StoreError.isInstance(error)) {
        return error;
      }
      throw error;
    }
    throw new Error("It did not fail.");
  }

  describe("the file", () => {
    it.skipIf(process.platform === "win32")("is made with its folders, for this user only", () => {
      open().originals.set("key", "text");
      expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
      expect(statSync(dirname(dirname(path))).mode & 0o777).toBe(0o700);
      for (const file of [path, `${path}-wal`, `${path}-shm`]) {
        expect(statSync(file).mode & 0o777).toBe(0o600);
      }
    });

    it.skipIf(process.platform === "win32")("keeps the permissions that it already has", () => {
      open().close();
      chmodSync(path, 0o640);
      open().originals.set("key", "text");
      expect(statSync(path).mode & 0o777).toBe(0o640);
    });

    it("keeps everything over closing and opening", () => {
      const first = open();
      first.originals.set("key", "original");
      first.decisions.set("key", "decision");
      first.open("own").set("key\0", "\ud800");
      first.close();

      const second = open();
      expect(second.originals.get("key")).toBe("original");
      expect(second.decisions.get("key")).toBe("decision");
      expect(second.open("own").get("key\0")).toBe("\ud800");
    });

    it("is one file once closed", () => {
      const stores = open();
      stores.originals.set("key", "text");
      stores.close();
      expect([path, `${path}-wal`, `${path}-shm`].map((file) => existsSync(file))).toEqual([true, false, false]);
    });

    it("is left alone by :memory:", () => {
      const stores = open({ path: ":memory:" });
      stores.originals.set("key", "text");
      expect(stores.originals.get("key")).toBe("text");
      expect(open({ path: ":memory:" }).originals.get("key")).toBeUndefined();
      expect(existsSync(":memory:")).toBe(false);
    });
  });

  describe("namespaces", () => {
    it("do not see each other", () => {
      const stores = open();
      stores.originals.set("key", "original");
      expect(stores.decisions.get("key")).toBeUndefined();
      expect(stores.decisions.compareAndSet("key", undefined, "decision")).toBe(true);
      stores.decisions.delete("key");
      expect(stores.originals.get("key")).toBe("original");
      expect(stores.open("originals").get("key")).toBe("original");
    });

    it("have limits of their own and do not crowd each other out", () => {
      const stores = open({ maxEntries: 3 });
      const wide = stores.open("wide", { maxEntries: 20 });
      stores.decisions.set("decision", "text");
      for (let number = 0; number < 10; number++) {
        stores.originals.set(`${number}`, "text");
        wide.set(`${number}`, "text");
      }
      const keys = Array.from({ length: 10 }, (_, number) => `${number}`);
      expect(stores.originals.touch(keys)).toEqual(["7", "8", "9"]);
      expect(wide.touch(keys)).toEqual(keys);
      expect(stores.decisions.get("decision")).toBe("text");
    });

    it("end with the file, and a closed one leaves the others open", () => {
      const stores = open();
      stores.originals.close();
      expect(failure(() => stores.originals.get("key")).code).toBe("closed");
      expect(stores.decisions.get("key")).toBeUndefined();
      stores.close();
      stores.close();
      expect(failure(() => stores.decisions.get("key")).code).toBe("closed");
      expect(failure(() => stores.open("later").set("key", "text")).code).toBe("closed");
    });
  });

  it("records a use at most once per interval, so that reading seldom writes", () => {
    let time = 0;
    const stores = open({ now: () => time });
    stores.originals.set("key", "text");
    const raw = openRaw();
    opened.push(raw);
    const version = () => raw.prepare("PRAGMA data_version").get()?.data_version;
    const use = () => {
      stores.originals.get("key");
      stores.originals.touch(["key", "none"]);
      stores.originals.set("key", "text");
      stores.originals.compareAndSet("key", undefined, "other");
    };
    const before = version();
    for (; time < 4 * MINUTE; time += 10_000) {
      use();
    }
    expect(version()).toBe(before);
    time = 5 * MINUTE;
    use();
    const after = version();
    expect(after).not.toBe(before);
    use();
    expect(version()).toBe(after);
  });

  it("drops what has aged while it writes, a batch at a time", () => {
    let time = 0;
    const stores = open({ now: () => time, maxAgeMs: 60 * MINUTE });
    for (let number = 0; number < 600; number++) {
      stores.originals.set(`old ${number}`, "text");
    }
    const raw = openRaw();
    opened.push(raw);
    const count = () => raw.prepare("SELECT count(*) AS entries FROM entry").get()?.entries;
    time = 61 * MINUTE;
    const counts = Array.from({ length: 4 }, (_, number) => {
      stores.originals.set(`new ${number}`, "text");
      return count();
    });
    expect(counts).toEqual([345, 90, 3, 4]);
  });

  it("keeps what it just wrote, though another process's clock is ahead", () => {
    const ahead = open({ maxEntries: 2, now: () => Date.UTC(2031, 0, 2) });
    ahead.originals.set("a", "text");
    ahead.originals.set("b", "text");
    const behind = open({ maxEntries: 2, now: () => Date.UTC(2031, 0, 1) });
    behind.originals.set("c", "text");
    expect(behind.originals.touch(["a", "b", "c"])).toEqual(["b", "c"]);
  });

  it("never shortens a life, though this process's clock is behind", () => {
    const maxAgeMs = 60 * MINUTE;
    const later = Date.UTC(2031, 0, 2);
    let time = Date.UTC(2031, 0, 1);
    open({ now: () => later, maxAgeMs }).originals.set("a", "text");
    const behind = open({ now: () => time, maxAgeMs });
    behind.originals.set("b", "text");
    time += 10 * MINUTE;
    expect(behind.originals.touch(["a", "b"])).toEqual(["a", "b"]);
    expect(open({ now: () => later + maxAgeMs, maxAgeMs }).originals.get("a")).toBe("text");
  });

  describe("fails clearly", () => {
    it("for a schema of a later version", () => {
      open().close();
      const raw = openRaw();
      raw.exec("PRAGMA user_version = 7");
      raw.close();
      const error = failure(open);
      expect(error.code).toBe("newer-schema");
      expect(error.message).toContain("schema version 7");
      expect(error.message).toContain("Update @headroom/stores");
    });

    it("for another program's database, which stays as it was", () => {
      const raw = openRaw();
      raw.exec("CREATE TABLE notes (text)");
      raw.close();
      const before = readFileSync(path);
      expect(failure(open).code).toBe("foreign");
      expect(readFileSync(path).equals(before)).toBe(true);
    });

    it("for a file that is no database, which stays as it was", () => {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, "a file of somebody's notes\n".repeat(100));
      const error = failure(open);
      expect(error.code).toBe("corrupt");
      expect(error.message).toContain(`move ${path}`);
      expect(readFileSync(path, "utf8")).toContain("notes");
    });

    it("for a damaged database", () => {
      const stores = open();
      for (let number = 0; number < 500; number++) {
        stores.originals.set(`key ${number}`, `text ${number} `.repeat(100));
      }
      stores.close();
      const bytes = readFileSync(path);
      bytes.fill(0xa5, 4096);
      writeFileSync(path, bytes);
      const error = failure(() => open().originals.get("key 250"));
      expect(error.code).toBe("corrupt");
      expect(error.message).toContain("opening it again starts an empty store");
    });

    it("for a path that cannot hold a file", () => {
      mkdirSync(path, { recursive: true });
      const error = failure(open);
      expect(error.code).toBe("cannot-open");
      expect(error.message).toContain(path);
      writeFileSync(join(folder, "file"), "");
      expect(failure(() => open({ path: join(folder, "file", "store.db") })).code).toBe("cannot-open");
    });

    it("when another process writes for longer than it waits, and only for writing", () => {
      const stores = open({ busyTimeoutMs: 20 });
      stores.originals.set("key", "text");
      const raw = openRaw();
      opened.push(raw);
      raw.exec("BEGIN IMMEDIATE");
      const error = failure(() => stores.originals.set("key", "other"));
      expect(error.code).toBe("busy");
      expect(error.message).toContain("more than 20 ms");
      expect(stores.originals.get("key")).toBe("text");
      expect(stores.originals.touch(["key"])).toEqual(["key"]);
      expect(stores.originals.compareAndSet("key", undefined, "other")).toBe(false);
      raw.exec("ROLLBACK");
      stores.originals.set("key", "other");
      expect(stores.originals.get("key")).toBe("other");
    });

    it("reads without waiting while another process writes, though a use is due", () => {
      let time = 0;
      const stores = open({ busyTimeoutMs: 60_000, now: () => time });
      stores.originals.set("key", "text");
      const raw = openRaw();
      opened.push(raw);
      raw.exec("BEGIN IMMEDIATE");
      time = 60 * MINUTE;
      expect(stores.originals.get("key")).toBe("text");
      raw.exec("ROLLBACK");
    });

    it.each<[option: string, run: () => unknown]>([
      ["an empty path", () => open({ path: "" })],
      ["a limit below 1", () => open({ maxBytes: 0 })],
      ["a limit that is no number", () => open({ maxAgeMs: Number.NaN })],
      ["a timeout that is no whole number", () => open({ busyTimeoutMs: 0.5 })],
      ["an empty namespace", () => open().open("")],
      ["a namespace that is no text", () => open().open("\ud800")],
    ])("for %s", (_, run) => {
      expect(run).toThrow(HeadroomError);
    });
  });
});
