import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { HANDLE_LENGTH, handleOf, isHandle } from "./handle.js";
import { sha256 } from "./sha256.js";

describe("handles", () => {
  it("are the beginning of the digest, whoever computes it", () => {
    const native = (text: string): string => createHash("sha256").update(text).digest("hex");
    expect(handleOf("abc", sha256)).toBe("ba7816bf8f01");
    expect(handleOf("abc", native)).toBe(handleOf("abc", sha256));
    expect(handleOf("", sha256)).toHaveLength(HANDLE_LENGTH);
  });

  it("are recognised by length and alphabet", () => {
    expect(isHandle(handleOf("any text", sha256))).toBe(true);
    for (const other of ["", "ba7816bf8f0", "ba7816bf8f011", "BA7816BF8F01", "ba7816bf8f0g", "ba7816bf8f0\n"]) {
      expect(isHandle(other), JSON.stringify(other)).toBe(false);
    }
  });
});
