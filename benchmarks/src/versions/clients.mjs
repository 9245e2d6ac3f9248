/**
 * Lets clients of providers call a tool through a proxy, each in the versions that are installed under names of their own.
 * Usage: clients.mjs URL CLIENTS, the clients as JSON: `{ "name of a client": ["name of a module", ...] }`. Tells its parent
 * what went wrong, by module: `{ "name of a module": "an error, or nothing" }`.
 */
const [url, clients] = process.argv.slice(2);

const QUESTION = "List the orders";
const FUNCTION = {
  name: "list_orders",
  description: "Lists orders",
  parameters: { type: "object", properties: { status: { type: "string" } }, required: ["status"] },
};
const ROWS = Array.from({ length: 300 }, (_, row) => ({
  id: 536_172_000 + row * 7,
  customer: `Zoë – ${row % 101}`,
  status: "open",
}));
const OUTPUT = JSON.stringify(ROWS, null, 2);
const USER = { role: "user", content: QUESTION };

/** By client: asks, hands the tool's output back, and gives what the streamed answer says. */
const WAYS = {
  async "OpenAI chat"({ default: OpenAI }) {
    const { chat } = new OpenAI({ baseURL: `${url}/v1`, apiKey: "none", maxRetries: 0 });
    const request = { model: "gpt-5.5", tools: [{ type: "function", function: FUNCTION }] };
    const { choices } = await chat.completions.create({ ...request, messages: [USER] });
    const { message } = choices[0];
    const result = { role: "tool", tool_call_id: message.tool_calls[0].id, content: OUTPUT };
    const messages = [USER, message, result];
    return said(
      await chat.completions.create({ ...request, messages, stream: true }),
      (chunk) => chunk.choices[0]?.delta?.content,
    );
  },
  async "OpenAI responses"({ default: OpenAI }) {
    const { responses } = new OpenAI({ baseURL: `${url}/v1`, apiKey: "none", maxRetries: 0 });
    const request = { model: "gpt-5.5", tools: [{ type: "function", strict: false, ...FUNCTION }] };
    const { output } = await responses.create({ ...request, input: [USER] });
    const result = { type: "function_call_output", call_id: output[0].call_id, output: OUTPUT };
    const input = [USER, ...output, result];
    return said(await responses.create({ ...request, input, stream: true }), ({ type, delta }) =>
      type === "response.output_text.delta" ? delta : "",
    );
  },
  async Anthropic({ default: Anthropic }) {
    const { messages } = new Anthropic({ baseURL: url, apiKey: "none", maxRetries: 0 });
    const { parameters, ...named } = FUNCTION;
    const request = { model: "claude-opus-5-5", max_tokens: 500, tools: [{ ...named, input_schema: parameters }] };
    const { content } = await messages.create({ ...request, messages: [USER] });
    const call = content.find(({ type }) => type === "tool_use");
    const result = { role: "user", content: [{ type: "tool_result", tool_use_id: call.id, content: OUTPUT }] };
    const history = [USER, { role: "assistant", content }, result];
    return said(await messages.create({ ...request, messages: history, stream: true }), (event) => event.delta?.text);
  },
  async Google({ GoogleGenAI }) {
    const { models } = new GoogleGenAI({ apiKey: "none", httpOptions: { baseUrl: url } });
    const parameters = { type: "OBJECT", properties: { status: { type: "STRING" } }, required: ["status"] };
    const config = { tools: [{ functionDeclarations: [{ ...FUNCTION, parameters }] }] };
    const request = { model: "gemini-3.5-flash", config };
    const user = { role: "user", parts: [{ text: QUESTION }] };
    const { candidates } = await models.generateContent({ ...request, contents: [user] });
    const response = { name: FUNCTION.name, response: { output: OUTPUT } };
    const contents = [user, candidates[0].content, { role: "user", parts: [{ functionResponse: response }] }];
    return said(await models.generateContentStream({ ...request, contents }), (chunk) => chunk.text);
  },
  async Cohere({ CohereClientV2 }) {
    const client = new CohereClientV2({ token: "none", environment: url });
    const request = { model: "command-a-03-2025", tools: [{ type: "function", function: FUNCTION }] };
    const { message } = await client.chat({ ...request, messages: [USER] });
    const { toolCalls } = message;
    const result = { role: "tool", toolCallId: toolCalls[0].id, content: OUTPUT };
    const messages = [USER, { role: "assistant", toolCalls }, result];
    return said(await client.chatStream({ ...request, messages }), (event) => event.delta?.message?.content?.text);
  },
  async Mistral({ Mistral }) {
    const { chat } = new Mistral({ apiKey: "none", serverURL: url });
    const request = { model: "mistral-large-latest", tools: [{ type: "function", function: FUNCTION }] };
    const { choices } = await chat.complete({ ...request, messages: [USER] });
    const { message } = choices[0];
    const result = { role: "tool", toolCallId: message.toolCalls[0].id, content: OUTPUT };
    const messages = [USER, { ...message, role: "assistant", content: message.content ?? "" }, result];
    return said(await chat.stream({ ...request, messages }), ({ data }) => data.choices[0]?.delta?.content);
  },
};

async function said(stream, textOf) {
  let text = "";
  for await (const chunk of stream) text += textOf(chunk) ?? "";
  return text;
}

async function figures() {
  const response = await fetch(`${url}/stats`);
  const { requests, tokens } = await response.json();
  return { requests: requests.total, failed: requests.failed, saved: tokens.saved };
}

async function drive(way, module) {
  const before = await figures();
  const text = await way(await import(module));
  const after = await figures();
  if (!text.includes("sandbox")) return `It said: ${text}`;
  if (after.requests - before.requests !== 2) return `It took ${after.requests - before.requests} requests.`;
  if (after.failed > before.failed) return "A request failed.";
  return after.saved - before.saved > 500 ? "" : `It saved ${after.saved - before.saved} tokens.`;
}

const outcomes = {};
for (const [client, modules] of Object.entries(JSON.parse(clients))) {
  for (const module of modules) {
    outcomes[`${client}, ${module}`] = await drive(WAYS[client], module).catch((error) => String(error).split("\n")[0]);
  }
}
process.send(outcomes);
process.disconnect();
