import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readBenchmarkOptions } from "./bill-options.ts";
import { markLikeOpencode } from "./cache/client-marks.ts";

const FOLDER = join(import.meta.dirname, "../..");
const read = (args: readonly string[], env: Record<string, string> = {}) => readBenchmarkOptions(args, env, FOLDER);

describe("the options of the benchmark", () => {
  it("default to the sessions that come with the command, and to the results folder", () => {
    expect(read([])).toMatchObject({
      sessions: join(FOLDER, "../apps/proxy/sessions"),
      recordings: undefined,
      out: join(FOLDER, "results"),
    });
  });

  it("write nothing in a smoke run, and look at no corpus", () => {
    const { sessions, out } = read([], { BENCH_SMOKE: "1", HEADROOM_CORPUS: FOLDER });
    expect([sessions, out]).toEqual([join(FOLDER, "../apps/proxy/sessions"), undefined]);
  });

  it("are seen from the folder that the command was given in", () => {
    const options = read(["--sessions=src", "--recordings=src/bill", "--out=x", "--client=opencode"], {
      INIT_CWD: FOLDER,
    });
    expect(options).toEqual({
      sessions: join(FOLDER, "src"),
      recordings: join(FOLDER, "src/bill"),
      out: join(FOLDER, "x"),
      marks: markLikeOpencode,
    });
  });

  it.each([
    [["--sessions=/nowhere"], "There is no file or folder /nowhere."],
    [["--client=nobody"], "There is no client named nobody. Choose from: claude-code, pi, opencode."],
    [["--wrong=1"], "Unknown option '--wrong'"],
  ])("say what is wrong with %j", (args, message) => {
    expect(() => read(args)).toThrow(message);
  });
});
