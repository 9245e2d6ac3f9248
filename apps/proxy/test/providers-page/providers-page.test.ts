import { PROVIDERS } from "@headroom/proxy";
import { expect, it } from "vitest";
import { PAGE, providersPage } from "./providers-page.js";

it("the page about providers says what is known", async () => {
  await expect(providersPage(PROVIDERS)).toMatchFileSnapshot(PAGE);
});
