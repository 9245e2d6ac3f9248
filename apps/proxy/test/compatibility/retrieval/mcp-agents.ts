import { fileURLToPath } from "node:url";
import { withHeadroom } from "@headroom/mcp";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import OpenAI from "openai";
import { onTestFinished } from "vitest";
import { connectStdio, SOURCES, textOf } from "../../mcp/start-mcp.js";
import { FUNCTION, TICKETS } from "../../retrieval/tickets.js";
import { startProxy, temporaryFolder } from "../../support/running-proxy.js";
import type { FetchingAgent } from "./fetching-agent.js";
import { createTicketsServer } from "./tickets-server.js";

const PACKAGES = ["@modelcontextprotocol/sdk", "openai"];
const TICKETS_COMMAND = [process.execPath, ...SOURCES, fileURLToPath(new URL("./tickets-main.ts", import.meta.url))];

/** Agents whose tools come from servers of the Model Context Protocol. */
export const MCP_AGENTS: readonly FetchingAgent[] = [
  {
    way: "MCP: `withHeadroom(client)`",
    name: "a client of the official SDK",
    packages: PACKAGES,
    source: import.meta.url,
    async ask(url, questions, how) {
      const plain = await connectInProcess();
      return solve(url, how === "plain" ? plain : withHeadroom(plain), questions);
    },
  },
  {
    way: "MCP: `headroom mcp -- COMMAND`",
    name: "a server on standard input and output",
    packages: PACKAGES,
    source: import.meta.url,
    async ask(url, questions, how) {
      const wrapped = how === "plain" ? undefined : await connectStdio("--store", ":memory:", "--", ...TICKETS_COMMAND);
      return solve(url, wrapped ?? (await connectInProcess()), questions);
    },
  },
  {
    way: "MCP: `headroom mcp` beside the proxy",
    name: "OpenAI chat",
    packages: PACKAGES,
    source: import.meta.url,
    async ask(url, questions, how) {
      if (how === "plain") return solve(url, undefined, questions);
      const store = `${await temporaryFolder()}/headroom.db`;
      const proxy = await startProxy(["--store", store, "--upstream", `openai=${url}`]);
      return solve(proxy.url, await connectStdio("--store", store), questions);
    },
  },
];

async function connectInProcess(): Promise<Client> {
  const [own, others] = InMemoryTransport.createLinkedPair();
  const server = createTicketsServer();
  await server.connect(others);
  const client = new Client({ name: "test", version: "1.0.0" });
  await client.connect(own);
  onTestFinished(() => client.close());
  return client;
}

/** Asks in one conversation. The tickets are listed by the server's tool where it has one, else by the agent's own. */
async function solve(
  url: string,
  server: Client | undefined,
  questions: readonly string[],
): Promise<readonly string[]> {
  const openai = new OpenAI({ baseURL: `${url}/v1`, apiKey: "sk-none", maxRetries: 0 });
  const served = (await server?.listTools())?.tools ?? [];
  const offered = served.map(({ name, description, inputSchema }) => ({
    name,
    description: description ?? "",
    parameters: inputSchema,
  }));
  const own = served.some(({ name }) => name === FUNCTION.name) ? [] : [FUNCTION];
  const tools = [...own, ...offered].map((each) => ({ type: "function" as const, function: { ...each } }));
  const messages: OpenAI.ChatCompletionMessageParam[] = [];
  const answers: string[] = [];
  for (const content of questions) {
    messages.push({ role: "user", content });
    while (answers.length < questions.length) {
      const { choices } = await openai.chat.completions.create({ model: "gpt-5.5", messages, tools });
      const { message } = choices[0] as OpenAI.ChatCompletion.Choice;
      messages.push(message);
      if (message.tool_calls === undefined) {
        answers.push(message.content ?? "");
        break;
      }
      for (const call of message.tool_calls) {
        if (call.type !== "function") continue;
        const { name, arguments: asked } = call.function;
        const isOwn = own.length > 0 && name === FUNCTION.name;
        const result = isOwn || server === undefined ? TICKETS : await textOf(server, name, JSON.parse(asked));
        messages.push({ role: "tool", tool_call_id: call.id, content: result });
      }
    }
  }
  return answers;
}
