import { expect, it } from "vitest";
import { checkIntegrationOptions } from "./integration-options.js";

it("takes the options that there are, and those of the integration", () => {
  expect(() => checkIntegrationOptions({ profile: "lossless", onReport: undefined }, "withHeadroom")).not.toThrow();
  expect(() => checkIntegrationOptions({ autoRetrieve: true }, "withHeadroom", ["autoRetrieve"])).not.toThrow();
});

it.each([
  [{ tokenizer: [] }, "tokenizer is not an option of withHeadroom; known are mode, profile,"],
  [null, "The options of withHeadroom are an object; known are mode, profile,"],
  ["gpt-5.5", "The options of withHeadroom are an object"],
  [[], "The options of withHeadroom are an object"],
])("refuses %o", (options, message) => {
  expect(() => checkIntegrationOptions(options, "withHeadroom")).toThrow(message);
});
