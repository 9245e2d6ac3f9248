/**
 * Packs this package, installs it alone with the oldest and the newest of each major version of `ai` that it takes, and uses it
 * by `import` and by `require`, on this Node, on the oldest and on the newest, with its declarations compiled. Builds must be there: run
 * `pnpm build` before.
 */
import { installAlone } from "../../../scripts/install-alone.mjs";

const SPECIFICATIONS = { 5: "v2", 6: "v3", 7: "v4" };
const NAMES = "createMemoryStore, createSavingsLog, headroomMiddleware, headroomRetrieveTool";

/** Lets a model list rows, fetch one that was left out, and say what it got, in a module of either kind. */
function program(load, specificationVersion) {
  return `
${load}
const word = (row) => (Math.imul(row + 1, 2654435761) >>> 0).toString(36);
const rows = Array.from({ length: 400 }, (_, id) => ({ id, note: word(id), owner: word(id + 1000) }));
const check = (holds, what) => { if (!holds) throw new Error(what); };
const isOld = "${specificationVersion}" === "v2";
const count = (total) => (isOld ? total : { total });
const prompts = [];
const doGenerate = async ({ prompt }) => {
  prompts.push(JSON.stringify(prompt));
  const last = prompt[prompt.length - 1];
  const handle = /headroom_retrieve with handle ([0-9a-f]{12})/.exec(prompts[prompts.length - 1]);
  const call = (toolName, input) => ({ type: "tool-call", toolCallId: toolName, toolName, input: JSON.stringify(input) });
  const part = last.role === "user" ? call("list", {})
    : last.content[0].toolName === "list" && handle !== null ? call("headroom_retrieve", { handle: handle[1], rows: 223 })
    : { type: "text", text: "The model saw: " + JSON.stringify(last.content[0].output.value) };
  const reason = part.type === "text" ? "stop" : "tool-calls";
  return {
    content: [part],
    finishReason: isOld ? reason : { unified: reason, raw: reason },
    usage: { inputTokens: count(1), outputTokens: count(1), totalTokens: 2 },
    warnings: [],
  };
};
const inner = { specificationVersion: "${specificationVersion}", provider: "any", modelId: "any", supportedUrls: {}, doGenerate, doStream: async () => ({}) };
import("ai").then(async ({ generateText, jsonSchema, stepCountIs, wrapLanguageModel }) => {
  const originals = createMemoryStore();
  const savings = createSavingsLog();
  const model = wrapLanguageModel({ model: inner, middleware: headroomMiddleware({ originals, minimumCacheableTokens: 0, onReport: savings.record }) });
  const list = { description: "Lists", inputSchema: jsonSchema({ type: "object", properties: {} }), execute: async () => rows };
  const tools = { list, headroom_retrieve: headroomRetrieveTool({ originals }) };
  const { text, steps } = await generateText({ model, prompt: "Which note has row 222?", tools, stopWhen: stepCountIs(5) });
  check(text === "The model saw: " + JSON.stringify(JSON.stringify(rows[222])), text.slice(0, 300));
  check(JSON.stringify(steps[0].toolResults[0].output) === JSON.stringify(rows), "The step was changed.");
  const saved = steps.map(({ providerMetadata }) => providerMetadata.headroom.tokensSaved);
  check(saved.length === 3 && saved[0] === 0 && saved[1] > 1000 && saved[2] > 1000, "Saved " + saved.join(", "));
  check(savings.getSummary().totalTokensSaved === saved[1] + saved[2], "Other sums.");
  console.log(prompts[1].length + " of " + JSON.stringify(rows).length + " characters; the model fetched");
});
`;
}

for (const [major, specification] of Object.entries(SPECIFICATIONS)) {
  for (const version of [`${major}.0.0`, major]) {
    const project = installAlone("@headroom/vercel-ai", { ai: version });
    try {
      console.log(`ai ${version}`);
      const load = `import { ${NAMES} } from "@headroom/vercel-ai";`;
      process.stdout.write(project.nodes("use.mjs", program(load, specification)));
      const required = `const { ${NAMES} } = require("@headroom/vercel-ai");`;
      process.stdout.write(project.nodes("use.cjs", program(required, specification)));
      project.compile(
        "use.mts",
        `${load}
import { generateText, wrapLanguageModel } from "ai";
declare const inner: Parameters<typeof wrapLanguageModel>[0]["model"];
const originals = createMemoryStore();
const model = wrapLanguageModel({ model: inner, middleware: headroomMiddleware({ originals }) });
void generateText({ model, prompt: "?", tools: { headroom_retrieve: headroomRetrieveTool({ originals }) } });
// @ts-expect-error There is no such option.
headroomMiddleware({ tokenizer: [] });
`,
      );
    } finally {
      project.remove();
    }
  }
}
