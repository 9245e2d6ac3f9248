import { createMemoryStore } from "@headroom/core";
import { createResultCompressor } from "@headroom/mcp";

const compressor = createResultCompressor({ originals: createMemoryStore() });

/** Shortens a result of any server, and returns what that saved. */
export async function shorten(text: string) {
  const { result, report } = await compressor.compress(
    { content: [{ type: "text", text }] },
    { toolName: "list_orders", query: "Which order failed?" },
  );
  return { content: result.content, saved: report.tokensSaved };
}
