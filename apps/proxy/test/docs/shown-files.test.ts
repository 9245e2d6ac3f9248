import { describe, expect, it } from "vitest";
import { pageWithFiles } from "./shown-files.js";

const MARK = "<!-- file: apps/proxy/test/package-pages/stores.ts -->";
const after = "\nMore.\n\n```sh\nls\n```\n";

describe("a page with files", () => {
  it.each([
    ["no block yet", ""],
    ["an empty block", "\n```ts\n```\n"],
    ["an older text", "\n```ts\nconst old = 1;\n```\n"],
  ])("shows a file in place of %s, and keeps what stands behind it", (_name, block) => {
    const shown = pageWithFiles(`# Page\n\n${MARK}\n${block}${after}`);
    expect(shown.match(/```ts/g)).toHaveLength(1);
    expect(shown).toContain('from "@headroom/stores');
    expect(shown).not.toContain("const old");
    expect(shown.endsWith(after)).toBe(true);
    expect(pageWithFiles(shown)).toBe(shown);
  });
});
