import { openOptimizerParts } from "@headroom/proxy/parts";
import { bad, type Finding, good } from "./finding.js";

const ABOUT = "round trip";
const NEXT = "The installation is damaged: reinstall @headroom/cli.";
const HANDLE = /<headroom:view id="([0-9a-f]+)"/;

/**
 * Sends a request with a long tool output through a proxy of its own to the sandbox, and fetches what was left out. The store
 * is in memory, and nothing leaves the process.
 */
export async function checkRoundTrip(): Promise<Finding> {
  // The other commands start without the server's dependencies.
  const { serveProxy } = await import("@headroom/proxy");
  const { createSandbox, createSandboxTransport } = await import("@headroom/proxy/sandbox");
  const parts = await openOptimizerParts(":memory:");
  let sent = "";
  const sandbox = createSandbox({
    script: ({ blocks }) => {
      sent = blocks.map(({ text }) => text).join("\n");
      return { text: "read", calls: [] };
    },
  });
  const transport = createSandboxTransport(sandbox);
  const proxy = await serveProxy({ port: 0, optimize: parts.options, transport });
  try {
    const output = longOutput();
    const headers = { "content-type": "application/json", authorization: "Bearer sandbox" };
    const body = JSON.stringify(requestWith(output));
    const answer = await fetch(`${proxy.url}/v1/chat/completions`, { method: "POST", headers, body });
    if (!answer.ok) return bad(ABOUT, `A request to the sandbox was answered with status ${answer.status}.`, NEXT);
    await answer.arrayBuffer();
    const handle = HANDLE.exec(sent.replaceAll('\\"', '"'))?.[1];
    if (handle === undefined) return bad(ABOUT, "A long tool output reached the sandbox unchanged.", NEXT);
    const original = await (await fetch(`${proxy.url}/v1/retrieve/${handle}`)).text();
    if (original !== output)
      return bad(ABOUT, "What was left out of a tool output could not be restored completely.", NEXT);
    const { tokensSaved } = proxy.totals;
    return good(
      ABOUT,
      `A request to the sandbox became ${tokensSaved} tokens smaller, and what was left out was restored completely.`,
    );
  } finally {
    await proxy.close();
    parts.close();
  }
}

function longOutput(): string {
  const rows = Array.from({ length: 300 }, (_, k) => ({
    id: 70_001 + k,
    state: k === 216 ? "failed" : "shipped",
    total: (k * 7919) % 5000,
    customer: ((k * 104_729) % 46_656).toString(36),
  }));
  return JSON.stringify(rows);
}

function requestWith(output: string) {
  const call = { id: "call_1", type: "function", function: { name: "bash", arguments: "{}" } };
  return {
    model: "gpt-5.5",
    messages: [
      { role: "system", content: "Instructions as long as those of an agent stand here. ".repeat(150) },
      { role: "user", content: "Which order failed?" },
      { role: "assistant", content: null, tool_calls: [call] },
      { role: "tool", tool_call_id: "call_1", content: output },
    ],
    tools: [{ type: "function", function: { name: "bash", parameters: { type: "object" } } }],
  };
}
