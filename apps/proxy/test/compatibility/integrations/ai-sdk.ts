import { headroomMiddleware } from "@headroom/vercel-ai";
import { AI_SDKS } from "../drivers/ai-sdk.js";
import { declareAiSdkLimits } from "../limits/ai-sdk.js";
import { AI_SDK_AGENTS } from "../retrieval/ai-sdk-agents.js";
import { throughProxy } from "../ways.js";
import { type Integration, STRICT } from "./integration.js";

export const aiSdk: Integration = {
  drive(drive) {
    const middleware = headroomMiddleware(STRICT);
    for (const driver of AI_SDKS) {
      drive(throughProxy(driver));
      drive({
        way: "AI SDK: `headroomMiddleware()`",
        driver,
        optimized: (url) => driver.wrapLanguageModel({ model: driver.client(url), middleware }) as never,
      });
    }
  },
  agents: AI_SDK_AGENTS,
  limits: declareAiSdkLimits,
};
