import { expect, it } from "vitest";
import { COMMANDS } from "../cli.js";
import { flagsInHelp } from "./flags-in-help.js";

it("reads flags with letters and values", () => {
  const help =
    "headroom x [FILE]\n\n  headroom x --all\n\n  -p, --port N    port\n  --upstream [P=]URL\n  --json  prints\n";
  expect(flagsInHelp(help)).toEqual([
    { flag: "--port", short: "-p", value: "N" },
    { flag: "--upstream", value: "[P=]URL" },
    { flag: "--json" },
    { flag: "--help", short: "-h" },
  ]);
});

it("finds the flags of every command that has some", () => {
  for (const { name, help, takes, words } of COMMANDS) {
    if (takes === "nothing" || takes === "command" || words !== undefined) continue;
    expect([name, flagsInHelp(help()).length > 1]).toEqual([name, true]);
  }
});
