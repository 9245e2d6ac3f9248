import type { ProxyStats } from "../proxy-stats.js";
import type { SessionStats } from "../session-stats.js";
import { type HeadroomTool, textResult } from "./headroom-tool.js";

/** Tells what was saved and fetched since the server started, and what the proxy says of itself, where there is one. */
export function statsToolOf(stats: SessionStats, askProxy?: () => Promise<ProxyStats>): HeadroomTool {
  return {
    description: {
      name: "headroom_stats",
      title: "Statistics",
      description:
        "Tells how many tokens were saved and how often something was fetched since the server started." +
        (askProxy === undefined ? "" : " Also tells what the proxy saved: requests, tokens and cost."),
      inputSchema: { type: "object", properties: {} },
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    async call() {
      const proxy = await askProxy?.();
      const sums = { ...stats.snapshot(), ...(proxy !== undefined && { proxy }) };
      return textResult(JSON.stringify(sums, null, 2));
    },
  };
}
