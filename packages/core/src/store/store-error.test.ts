import { describe, expect, it } from "vitest";
import { HeadroomError } from "../errors.js";
import { StoreError } from "./store-error.js";

describe("StoreError", () => {
  it("carries a code, a message and a cause", () => {
    const cause = new Error("disk");
    const error = new StoreError("full", "No space left.", { cause });
    expect(error).toMatchObject({ name: "StoreError", code: "full", message: "No space left.", cause });
    expect(error).toBeInstanceOf(Error);
  });

  it("is recognised from another copy of the package, and nothing else is", () => {
    const foreign = Object.assign(new Error("full"), { code: "full", [Symbol.for("headroom.store-error")]: true });
    expect(StoreError.isInstance(foreign)).toBe(true);
    expect(StoreError.isInstance(new StoreError("busy", "Locked."))).toBe(true);
    for (const other of [
      new Error("x"),
      new HeadroomError("not-found", "x"),
      { code: "full" },
      undefined,
      null,
      "full",
    ]) {
      expect(StoreError.isInstance(other)).toBe(false);
    }
  });
});
