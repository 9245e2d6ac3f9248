import { HeadroomOptimizer, headroomMiddleware, withHeadroom } from "@headroom/langchain";
import type { BaseCallbackHandler } from "@langchain/core/callbacks/base";
import { agentOf, langchainAgent } from "../drivers/langchain-agent.js";
import { MODELS } from "../drivers/langchain-model.js";
import { declareLangchainLimits } from "../limits/langchain.js";
import { LANGCHAIN_AGENTS } from "../retrieval/langchain-agents.js";
import { throughProxy } from "../ways.js";
import { type Integration, STRICT } from "./integration.js";

export const langchain: Integration = {
  drive(drive) {
    for (const driver of MODELS) {
      drive(throughProxy(driver));
      drive({
        way: "LangChain: `withHeadroom(model)`",
        driver,
        optimized: (url) => withHeadroom(driver.client(url), STRICT),
      });
      drive({
        way: "LangChain: `HeadroomOptimizer`",
        driver,
        optimized: (url) => driver.model(url, [new HeadroomOptimizer(STRICT) as unknown as BaseCallbackHandler]),
      });
      drive({
        way: "LangChain: `headroomMiddleware()`",
        driver: langchainAgent(driver),
        optimized: (url) => agentOf(driver, url, [headroomMiddleware(STRICT)]),
      });
    }
  },
  agents: LANGCHAIN_AGENTS,
  limits: declareLangchainLimits,
};
