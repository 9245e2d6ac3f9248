import type { SessionStats } from "../session-stats.js";
import { type HeadroomTool, textResult } from "./headroom-tool.js";

/** Tells what was saved and fetched since the server started. */
export function statsToolOf(stats: SessionStats): HeadroomTool {
  return {
    description: {
      name: "headroom_stats",
      title: "Statistics",
      description: "Tells how many tokens were saved and how often something was fetched since the server started.",
      inputSchema: { type: "object", properties: {} },
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    call: () => Promise.resolve(textResult(JSON.stringify(stats.snapshot(), null, 2))),
  };
}
