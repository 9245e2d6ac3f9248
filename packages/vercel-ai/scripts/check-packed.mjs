/**
 * Packs this package, installs it alone with each major version of `ai` that it takes, and uses it by `import` and by
 * `require`, on this Node and on the oldest, with its declarations compiled. Builds must be there: run `pnpm build` before.
 */
import { installAlone } from "../../../scripts/install-alone.mjs";

const SPECIFICATIONS = { 5: "v2", 6: "v3", 7: "v4" };

/** Wraps a model and calls it, in a module of either kind. */
function program(load, specificationVersion) {
  return `
${load}
const value = Array.from({ length: 400 }, (_, id) => ({ id, state: "open", size: (id * 7919) % 5000 }));
const prompt = [
  { role: "user", content: [{ type: "text", text: "?" }] },
  { role: "assistant", content: [{ type: "tool-call", toolCallId: "c", toolName: "f", input: {} }] },
  { role: "tool", content: [{ type: "tool-result", toolCallId: "c", toolName: "f", output: { type: "json", value } }] },
];
let sent;
const model = { specificationVersion: "${specificationVersion}", provider: "any", modelId: "any", supportedUrls: {}, doGenerate: async (options) => { sent = options; return {}; }, doStream: async () => ({}) };
import("ai").then(async ({ wrapLanguageModel }) => {
  const before = JSON.stringify(prompt);
  await wrapLanguageModel({ model, middleware: headroomMiddleware({ minimumCacheableTokens: 0 }) }).doGenerate({ prompt });
  const after = JSON.stringify(sent.prompt);
  if (!(after.length < 0.8 * before.length)) throw new Error("The prompt did not get smaller.");
  if (JSON.stringify(prompt) !== before) throw new Error("The prompt of the caller was changed.");
  console.log(after.length + " of " + before.length + " characters");
});
`;
}

for (const [major, specification] of Object.entries(SPECIFICATIONS)) {
  const project = installAlone("@headroom/vercel-ai", { ai: major });
  try {
    console.log(`ai ${major}`);
    const load = 'import { headroomMiddleware } from "@headroom/vercel-ai";';
    process.stdout.write(project.nodes("use.mjs", program(load, specification)));
    const required = 'const { headroomMiddleware } = require("@headroom/vercel-ai");';
    process.stdout.write(project.nodes("use.cjs", program(required, specification)));
    project.compile(
      "use.mts",
      `${load}
import { wrapLanguageModel } from "ai";
declare const model: Parameters<typeof wrapLanguageModel>[0]["model"];
wrapLanguageModel({ model, middleware: headroomMiddleware() }) satisfies { readonly modelId: string };
// @ts-expect-error There is no such option.
headroomMiddleware({ tokenizer: [] });
`,
    );
  } finally {
    project.remove();
  }
}
