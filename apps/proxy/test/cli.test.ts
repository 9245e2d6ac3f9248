import { describe, expect, it } from "vitest";
import { COMMANDS } from "../src/cli.js";
import { run } from "./support/run.js";

describe("headroom", () => {
  it("alone and with --help lists the commands", async () => {
    for (const argv of [[], ["--help"], ["-h"], ["help"]]) {
      const { code, stdout, stderr } = await run(argv);
      expect([code, stderr]).toEqual([0, ""]);
      for (const { name, summary } of COMMANDS) expect(stdout).toMatch(new RegExp(`headroom ${name} +${summary}`));
    }
  });

  it("says its version", async () => {
    for (const flag of ["--version", "-V"]) {
      expect(await run([flag])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
    }
  });

  it("takes no word that it does not know", async () => {
    for (const word of ["serve", "", "--port", "constructor"]) {
      const { code, stdout, stderr } = await run([word]);
      expect([word, code, stdout]).toEqual([word, 2, ""]);
      expect(stderr).toMatch(/^headroom: There is no command .*known are proxy, .*\n$/);
    }
  });

  it("explains each command", async () => {
    for (const { name } of COMMANDS) {
      const { code, stdout, stderr } = await run([name, "--help"]);
      expect([code, stderr]).toEqual([0, ""]);
      expect(stdout.startsWith(`headroom ${name} `)).toBe(true);
    }
  });

  it("refuses unknown flags of each command in one line", async () => {
    for (const { name } of COMMANDS) {
      const { code, stdout, stderr } = await run([name, "--no-such-flag"]);
      expect([code, stdout]).toEqual([2, ""]);
      expect(stderr).toMatch(/^headroom: .*--no-such-flag.*\n$/);
    }
  });
});
