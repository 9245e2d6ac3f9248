import { describe, expect, it } from "vitest";
import manifest from "../package.json" with { type: "json" };
import { requireNode } from "./require-node.js";

describe("requireNode", () => {
  it.each(["22.19.0", "22.23.2", "24.0.0", "100.0.0"])("takes %s", (version) => {
    expect(() => requireNode(version)).not.toThrow();
  });

  it.each(["18.0.0", "20.20.2", "22.18.9"])("refuses %s and says what package.json says", (version) => {
    const needed = manifest.engines.node.replace(">=", "");
    expect(() => requireNode(version)).toThrow(`needs Node ${needed} or later; this is Node ${version}.`);
  });
});
