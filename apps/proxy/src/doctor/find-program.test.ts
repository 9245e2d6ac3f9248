import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { findProgram } from "./find-program.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "headroom-"));
});
afterAll(() => rm(folder, { recursive: true }));

it("finds a program that may be run, in the order of the folders", async () => {
  await writeFile(join(folder, "agent"), "");
  const env = { PATH: ["/no/such/folder", "", folder].join(delimiter) };
  expect(await findProgram("agent", { env }, "linux")).toBeUndefined();
  await chmod(join(folder, "agent"), 0o755);
  expect(await findProgram("agent", { env }, "linux")).toBe(join(folder, "agent"));
});

it("knows a program on Windows by its ending", async () => {
  await writeFile(join(folder, "tool.CMD"), "");
  expect(await findProgram("tool", { env: { Path: folder, PATHEXT: ".EXE;.CMD" } }, "win32")).toBe(
    join(folder, "tool.CMD"),
  );
  expect(await findProgram("tool", { env: { Path: folder } }, "linux")).toBeUndefined();
});
