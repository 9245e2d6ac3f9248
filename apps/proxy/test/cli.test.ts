import { describe, expect, it } from "vitest";
import { COMMANDS } from "../src/cli.js";
import { TOPICS } from "../src/help/topics.js";
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
      expect(stderr).toMatch(/^headroom: There is no command .* There are proxy, .*\n$/);
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

describe("the help", () => {
  it("is the same behind help and behind the command", async () => {
    for (const { name } of COMMANDS) {
      expect((await run(["help", name])).stdout).toBe((await run([name, "--help"])).stdout);
    }
  });

  it("is not meant by what belongs to another program or stands behind two dashes", async () => {
    for (const argv of [
      ["wrap", "/no/such/program", "--help"],
      ["expand", "--", "--help"],
      ["mcp", "--", "/no/such/program", "-h"],
    ]) {
      const { code, stdout, stderr } = await run(argv);
      expect([argv, code, stdout]).toEqual([argv, 1, ""]);
      expect(stderr).toMatch(/\/no\/such\/program|--help/);
    }
  });

  it("has topics, and shows each command with an example", async () => {
    for (const { name, text } of TOPICS)
      expect(await run(["help", name])).toEqual({ code: 0, stdout: text, stderr: "" });
    for (const { name, help } of COMMANDS)
      expect(help()).toMatch(new RegExp(`^  (?:[A-Z_]+=\\S+ )?headroom ${name}`, "m"));
  });

  it("says what was probably meant", async () => {
    const said = async (...argv: readonly string[]) => (await run(argv)).stderr;
    expect(await said("prxy")).toMatch(/no command "prxy". Did you mean proxy\?/);
    expect(await said("help", "envronment")).toMatch(/no help on "envronment". Did you mean environment\?/);
    expect(await said("optimize", "--profil", "lossless")).toMatch(/no option --profil .* Did you mean --profile\?/);
    expect(await said("demo", "--jsn")).toMatch(/no option --jsn of headroom demo. Did you mean --json\?/);
    expect(await said("retrieve", "-x")).toMatch(/^headroom: There is no option -x of headroom retrieve. headroom/);
    expect(await said("wrap", "--prot", "8080", "claude")).toMatch(/Did you mean --port\?/);
  });
});
