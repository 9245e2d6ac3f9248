/**
 * Packs this package, installs it alone with the oldest and the newest `@langchain/core` that it takes, and uses it by
 * `import` and by `require`, on this Node and on the oldest. Builds must be there: run `pnpm build` before.
 */
import { installAlone, loadLines } from "../../../scripts/install-alone.mjs";

const NAMES = "HeadroomOptimizer, headroomMiddleware, withHeadroom";

/** Calls a model in both ways, in a module of either kind. */
function program(load) {
  return `
${load}
const rows = JSON.stringify(Array.from({ length: 400 }, (_, id) => ({ id, state: "open", size: (id * 7919) % 5000 })));
const history = () => [new HumanMessage("?"), new AIMessage({ content: "", tool_calls: [{ id: "c", name: "f", args: {} }] }), new ToolMessage({ content: rows, tool_call_id: "c" })];
class Model extends FakeListChatModel {
  async _generate(messages, ...others) { Model.sent = messages[2].content; return super._generate(messages, ...others); }
}
const options = { minimumCacheableTokens: 0 };
const models = [
  withHeadroom(new Model({ responses: ["a"] }), options),
  new Model({ responses: ["a"], callbacks: [new HeadroomOptimizer(options)] }),
];
(async () => {
  for (const model of models) {
    const messages = history();
    await model.invoke(messages);
    if (!(Model.sent.length < 0.8 * rows.length)) throw new Error("The request did not get smaller.");
    if (messages[2].content !== rows) throw new Error("The history was changed.");
    console.log(Model.sent.length + " of " + rows.length + " characters");
  }
  if (headroomMiddleware().name !== "HeadroomMiddleware") throw new Error("The middleware is missing.");
})();
`;
}

const FROM = {
  "@headroom/langchain": NAMES,
  "@langchain/core/messages": "AIMessage, HumanMessage, ToolMessage",
  "@langchain/core/utils/testing": "FakeListChatModel",
};

for (const version of ["1.2.13", "latest"]) {
  const project = installAlone("@headroom/langchain", { "@langchain/core": version });
  try {
    console.log(`@langchain/core ${version}`);
    process.stdout.write(project.nodes("use.mjs", program(loadLines("mjs", FROM))));
    process.stdout.write(project.nodes("use.cjs", program(loadLines("cjs", FROM))));
    project.compile(
      "use.mts",
      `${loadLines("mjs", FROM)}
const model: FakeListChatModel = withHeadroom(new FakeListChatModel({ responses: [], callbacks: [new HeadroomOptimizer()] }));
void [model, headroomMiddleware, AIMessage, HumanMessage, ToolMessage];
`,
    );
  } finally {
    project.remove();
  }
}
