import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openSqliteStores } from "../src/sqlite/index.js";
import { loadSqlite } from "../src/sqlite/load-sqlite.js";
import { useChildren } from "./processes/child.js";

const ROUNDS = 200;
const hasPosix = process.platform !== "win32";

describe("an SQLite file used by processes", () => {
  const startChild = useChildren();
  let folder: string;
  let path: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "headroom-stores-"));
    path = join(folder, "store.db");
  });

  afterEach(() => {
    chmodSync(folder, 0o700);
    rmSync(folder, { recursive: true, force: true });
  });

  it("loses no update and lets exactly one win, opened at the same moment", async () => {
    const names = ["first", "second"];
    const children = names.map((name) => startChild("contend.ts", [path, name, String(ROUNDS)]));
    for (const child of children) {
      expect(await child.nextLine()).toBe("ready");
    }
    for (const child of children) {
      child.send("go");
    }
    const [first = [], second = []] = await Promise.all(children.map((child) => child.rest()));

    const slots = Array.from({ length: ROUNDS }, (_, round) => `slot ${round}`);
    expect([...first, ...second].sort()).toEqual([...slots].sort());
    const { decisions, close } = openSqliteStores({ path });
    expect(decisions.get("number")).toBe(String(2 * ROUNDS));
    for (const slot of slots) {
      expect(decisions.get(slot)).toBe(first.includes(slot) ? "first" : "second");
    }
    close();
  });

  it("keeps all that was stored before a process was killed while writing", async () => {
    let expectedAtLeast = -1;
    for (const lines of [3, 40, 150]) {
      const child = startChild("write-forever.ts", [path]);
      let last: string | undefined;
      for (let line = 0; line < lines; line++) {
        last = await child.nextLine();
      }
      child.process.kill("SIGKILL");
      await once(child.process, "exit");
      expectedAtLeast = Number(last);

      const { originals, decisions, close } = openSqliteStores({ path, maxBytes: 2_000_000 });
      expect(Number(decisions.get("last"))).toBeGreaterThanOrEqual(expectedAtLeast);
      expect(originals.get(`text ${last}`)).toBe(String(last).repeat(5_000));
      originals.set("after", "text");
      expect(originals.get("after")).toBe("text");
      close();
    }
    expectConsistent(path);
  });

  it.skipIf(!hasPosix)("is readable where it cannot be written, and says so when written", async () => {
    const stores = openSqliteStores({ path });
    stores.originals.set("key", "text");
    stores.close();
    chmodSync(path, 0o444);
    chmodSync(folder, 0o555);

    const printed = await startChild("use-read-only.ts", [path]).rest();
    expect(printed).toEqual(["text", "undefined", "read-only", "read-only", "read-only", "read-only"]);
  });

  it.skipIf(!hasPosix)("is readable on a full disk, and says so when written", async () => {
    const printed = await startChild("fill-disk.ts", [path], "ulimit -f 8000").rest();
    expect(printed).toEqual([expect.stringMatching(/^(full|failed)$/), "readable"]);
    const { originals, close } = openSqliteStores({ path });
    originals.set("key", "text");
    expect(originals.get("key")).toBe("text");
    close();
    expectConsistent(path);
  });
});

/** The file's own check, and the two sums that triggers keep. */
function expectConsistent(path: string): void {
  const { DatabaseSync } = loadSqlite();
  const database = new DatabaseSync(path);
  expect(database.prepare("PRAGMA integrity_check").get()).toEqual({ integrity_check: "ok" });
  const sums =
    "SELECT namespace, sum(bytes) AS bytes, count(*) AS entries FROM entry GROUP BY namespace ORDER BY namespace";
  const totals = "SELECT namespace, bytes, entries FROM total ORDER BY namespace";
  expect(database.prepare(totals).all()).toEqual(database.prepare(sums).all());
  const orphans = "SELECT count(*) AS orphans FROM content WHERE id NOT IN (SELECT id FROM entry)";
  expect(database.prepare(orphans).get()).toEqual({ orphans: 0 });
  database.close();
}
