/**
 * Packs this package, installs it alone with the oldest and the newest versions of LangChain that it takes, and uses it by
 * `import` and by `require`, on this Node, on the oldest and on the newest. Builds must be there: run `pnpm build`
 * before.
 */
import { installAlone, loadLines } from "../../../scripts/install-alone.mjs";

const NAMES =
  "HeadroomOptimizer, createMemoryStore, createSavingsLog, headroomDocumentCompressor, headroomMiddleware, headroomRetrieveTool, headroomRunnable, optimizeMessages, withHeadroom";

/** Calls models in all ways, has documents shortened, and lets an agent fetch a row that was left out. */
function program(load) {
  return `
${load}
const word = (row) => (Math.imul(row + 1, 2654435761) >>> 0).toString(36);
const rows = JSON.stringify(Array.from({ length: 400 }, (_, id) => ({ id, note: word(id), owner: word(id + 1000) })));
const history = () => [new HumanMessage("?"), new AIMessage({ content: "", tool_calls: [{ id: "c", name: "f", args: {} }] }), new ToolMessage({ content: rows, tool_call_id: "c" })];
const check = (holds, what) => { if (!holds) throw new Error(what); };
class Model extends FakeListChatModel {
  async _generate(messages, ...others) { Model.sent = messages[2].content; return super._generate(messages, ...others); }
}
/** Lists the rows, fetches row 222 by the handle that it reads, and says what it got. */
class Agent extends FakeListChatModel {
  bindTools(tools) { return this.withConfig({ tools }); }
  async _generate(messages) {
    const last = messages[messages.length - 1];
    const handle = /headroom_retrieve with handle ([0-9a-f]{12})/.exec(messages.map(({ text }) => text).join(" "));
    const call = (name, args) => new AIMessage({ content: "", tool_calls: [{ id: name, name, args }] });
    const message = last.getType() === "human" ? call("list", {})
      : last.name === "list" && handle !== null ? call("headroom_retrieve", { handle: handle[1], rows: 223 })
      : new AIMessage("The model saw: " + last.text);
    return { generations: [{ message, text: message.text }] };
  }
}
const options = { minimumCacheableTokens: 0 };
(async () => {
  const models = [
    withHeadroom(new Model({ responses: ["a"] }), options),
    new Model({ responses: ["a"], callbacks: [new HeadroomOptimizer(options)] }),
  ];
  for (const model of models) {
    const messages = history();
    await model.invoke(messages);
    check(Model.sent.length < 0.8 * rows.length, "The request did not get smaller.");
    check(messages[2].content === rows, "The history was changed.");
  }
  const savings = createSavingsLog();
  const { messages: sent } = await optimizeMessages(history(), { ...options, onReport: savings.record });
  check(sent[2].content.length < 0.8 * rows.length, "The messages did not get smaller.");
  check(savings.getSummary().totalTokensSaved > 0, "Nothing was summed up.");
  const passed = await headroomRunnable(options).invoke(history());
  check(passed[2].content === sent[2].content, "The step gives other messages.");
  const document = new Document({ pageContent: rows, metadata: { source: "rows" } });
  const [shorter] = await headroomDocumentCompressor().compressDocuments([document], "?");
  check(shorter.pageContent.length < 0.8 * rows.length && shorter.metadata === document.metadata, "The document did not get shorter.");
  const list = tool(async () => rows, { name: "list", description: "Lists", schema: { type: "object", properties: {} } });
  const originals = createMemoryStore();
  const tools = [list, headroomRetrieveTool({ originals })];
  const checkpointer = new MemorySaver();
  const agents = {
    autoRetrieve: createAgent({ model: new Agent({ responses: [] }), tools: [list], checkpointer, middleware: [headroomMiddleware({ ...options, autoRetrieve: true })] }),
    "the tool": createAgent({ model: withHeadroom(new Agent({ responses: [] }), { ...options, originals }), tools, checkpointer }),
  };
  for (const [name, agent] of Object.entries(agents)) {
    const config = { configurable: { thread_id: name } };
    const { messages } = await agent.invoke({ messages: [new HumanMessage("Which note has row 222?")] }, config);
    check(messages[messages.length - 1].text === "The model saw: " + JSON.stringify(JSON.parse(rows)[222]), name + ": " + messages[messages.length - 1].text.slice(0, 200));
    check(messages[2].content === rows, "The state was changed.");
  }
  console.log(Model.sent.length + " of " + rows.length + " characters; agents fetch");
})();
`;
}

const FROM = {
  "@headroom/langchain": NAMES,
  "@langchain/core/documents": "Document",
  "@langchain/core/messages": "AIMessage, HumanMessage, ToolMessage",
  "@langchain/core/tools": "tool",
  "@langchain/core/utils/testing": "FakeListChatModel",
  "@langchain/langgraph": "MemorySaver",
  langchain: "createAgent",
};

const VERSIONS = [
  { "@langchain/core": "1.2.13", "@langchain/langgraph": "1.0.0", langchain: "1.0.6" },
  { "@langchain/core": "latest", "@langchain/langgraph": "latest", langchain: "latest" },
];

for (const versions of VERSIONS) {
  const project = installAlone("@headroom/langchain", versions);
  try {
    console.log(
      Object.entries(versions)
        .map((version) => version.join(" "))
        .join(", "),
    );
    process.stdout.write(project.nodes("use.mjs", program(loadLines("mjs", FROM))));
    process.stdout.write(project.nodes("use.cjs", program(loadLines("cjs", FROM))));
    project.compile(
      "use.mts",
      `${loadLines("mjs", FROM)}
const model: FakeListChatModel = withHeadroom(new FakeListChatModel({ responses: [], callbacks: [new HeadroomOptimizer()] }));
createAgent({
  model,
  tools: [headroomRetrieveTool({ originals: createMemoryStore() })],
  middleware: [headroomMiddleware({ autoRetrieve: true })],
});
void [headroomDocumentCompressor, AIMessage, Document, HumanMessage, MemorySaver, ToolMessage, tool];
`,
    );
  } finally {
    project.remove();
  }
}
