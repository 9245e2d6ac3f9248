import { expect, it } from "vitest";
import { configurationPage, PAGE } from "./configuration-page.js";

it("the page about configuration says what options there are", async () => {
  await expect(configurationPage()).toMatchFileSnapshot(PAGE);
});
