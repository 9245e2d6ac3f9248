import { describe, expect, it } from "vitest";
import { sha256 } from "../digest/sha256.js";
import { FormFinder } from "./form-header.js";
import { markValue, unmarkValue } from "./value-mark.js";
import { writeForm } from "./write-form.js";

describe("the mark of a value", () => {
  it("comes off as it was put on", () => {
    for (const text of ["", "text", "\n", markValue("twice")]) expect(unmarkValue(markValue(text))).toBe(text);
  });

  it("is not on anything else", () => {
    for (const text of ["", "text", ` ${markValue("x")}`, markValue("").trimEnd()]) {
      expect(unmarkValue(text)).toBeUndefined();
    }
  });

  it("does not hide a form", () => {
    const form = writeForm({ kind: "json", standsFor: "[]", body: "[]" }, sha256);
    expect(new FormFinder(markValue(form)).find(0)?.body).toBe("[]");
  });
});
