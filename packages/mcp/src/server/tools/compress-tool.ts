import type { ResultCompressor } from "../../compress/create-result-compressor.js";
import { type HeadroomTool, textResult } from "./headroom-tool.js";

/** Member of `_meta` under which a client finds what was saved. */
const REPORT_META = "headroom/report";

/** Gives a long text in a shorter form. */
export function compressToolOf(compressor: ResultCompressor): HeadroomTool {
  return {
    description: {
      name: "headroom_compress",
      title: "Compress",
      description:
        "Gives a long tool output in a shorter form that can be read as it is. What is left out of it can be fetched with headroom_retrieve.",
      inputSchema: {
        type: "object",
        properties: {
          content: { type: "string", description: "The text: JSON, a log, search results, any output." },
          tool: { type: "string", description: "The tool that it comes from." },
          query: { type: "string", description: "What it is needed for. What answers it is kept." },
        },
        required: ["content"],
      },
      annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
    },
    async call({ content, tool, query }) {
      if (typeof content !== "string") return textResult("content is missing: give the text to compress.", true);
      for (const [name, value] of Object.entries({ tool, query })) {
        if (value !== undefined && typeof value !== "string") return textResult(`${name} must be a text.`, true);
      }
      const { result, report } = await compressor.compress(textResult(content), {
        ...(typeof tool === "string" && { toolName: tool }),
        ...(typeof query === "string" && { query }),
      });
      const { tokensBefore, tokensAfter, tokensSaved, savingsPercent, handles, transformsApplied } = report;
      const saved = {
        tokens_before: tokensBefore,
        tokens_after: tokensAfter,
        tokens_saved: tokensSaved,
        savings_percent: savingsPercent,
        handles,
        transforms_applied: transformsApplied,
      };
      return { ...result, _meta: { [REPORT_META]: saved } };
    },
  };
}
