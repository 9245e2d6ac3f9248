import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { COMMANDS } from "../src/cli.js";
import { run } from "./support/run.js";

/** What bash offers behind some words. */
async function offered(script: string, ...words: readonly string[]): Promise<readonly string[]> {
  const line = words.map((word) => `'${word}'`).join(" ");
  const ask = `${script}\nCOMP_WORDS=(${line}); COMP_CWORD=${words.length - 1}; _headroom; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout } = await promisify(execFile)("bash", ["-c", ask], { cwd: import.meta.dirname });
  return stdout.split("\n").filter((word) => word !== "");
}

describe("headroom completion", () => {
  it("lets bash complete commands, options, words and files", async () => {
    const { code, stdout } = await run(["completion", "bash"]);
    expect(code).toBe(0);
    expect(await offered(stdout, "headroom", "sim")).toEqual(["simulate"]);
    expect(await offered(stdout, "headroom", "")).toEqual(expect.arrayContaining(COMMANDS.map(({ name }) => name)));
    expect(await offered(stdout, "headroom", "optimize", "--rep")).toEqual(["--report"]);
    expect(await offered(stdout, "headroom", "wrap", "--max-b")).toEqual(["--max-body"]);
    expect(await offered(stdout, "headroom", "completion", "z")).toEqual(["zsh"]);
    expect(await offered(stdout, "headroom", "optimize", "completion-c")).toEqual(["completion-command.test.ts"]);
  });

  it("names every command and its options for zsh and fish", async () => {
    const [zsh, fish] = await Promise.all(
      ["zsh", "fish"].map(async (shell) => (await run(["completion", shell])).stdout),
    );
    for (const { name } of COMMANDS) {
      expect(zsh).toContain(`    ${name}) _arguments '`);
      expect(fish).toContain(`-a ${name} -d '`);
      expect(fish).toContain(`'__fish_seen_subcommand_from ${name}' -l help`);
    }
  });

  it("knows no other shell", async () => {
    for (const argv of [[], ["tcsh"], ["constructor"]]) {
      const { code, stdout, stderr } = await run(["completion", ...argv]);
      expect([code, stdout]).toEqual([2, ""]);
      expect(stderr).toMatch(/^headroom: The shell is .*bash, zsh, fish\.\n$/);
    }
  });
});
