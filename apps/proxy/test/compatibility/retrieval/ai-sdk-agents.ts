import { askAgent, fetchingAgent, plainAgent } from "../../frameworks/ai-sdk-agent.js";
import { APIS, VERSIONS } from "../../frameworks/ai-sdk-versions.js";
import type { FetchingAgent } from "./fetching-agent.js";

/** Agents of each version of the AI SDK. */
export const AI_SDK_AGENTS: readonly FetchingAgent[] = VERSIONS.flatMap((version) =>
  APIS.map((api) => ({
    way: "AI SDK: `headroomMiddleware()` and `headroomRetrieveTool()`",
    name: `${version.name.replace("ai", "AI SDK")}, ${api}`,
    packages: version.packages(api),
    source: import.meta.url,
    async ask(url, questions, how) {
      const agent = how === "plain" ? plainAgent(version, api, url) : fetchingAgent(version, api, url).agent;
      return (await askAgent(agent, questions)).answers;
    },
  })),
);
