import { expect, it } from "vitest";
import { relevanceOf } from "./relevance-of.js";

const values = { embeddingsUrl: undefined, embeddingsModel: undefined, embeddingsKey: undefined };
const url = "http://localhost:11434/v1";

it("makes a scorer of an address and a model, and none of neither", () => {
  expect(relevanceOf(values)).toBeUndefined();
  expect(relevanceOf({ ...values, embeddingsUrl: url, embeddingsModel: "m" })?.name).toBe("hybrid (m)");
});

it.each([
  [{ embeddingsUrl: url }, "both an address and a model"],
  [{ embeddingsModel: "m" }, "both an address and a model"],
  [{ embeddingsUrl: "localhost", embeddingsModel: "m" }, "write a whole address"],
])("refuses %j", (given, message) => {
  expect(() => relevanceOf({ ...values, ...given })).toThrow(message);
});
