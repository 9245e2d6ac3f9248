import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readProxyConfig } from "../src/config/index.js";
import { runServer } from "../src/index.js";
import { toolOutput } from "./support/bodies.js";
import { json, startUpstream } from "./support/scripted-upstream.js";
import { send } from "./support/send.js";
import { closeAfterTest } from "./support/start-pair.js";

/** A conversation of an agent, whose messages stand last in its body. */
function agent(name: string) {
  const messages: unknown[] = [{ role: "user", content: `${name}: which orders failed?` }];
  const tools = [{ name: `${name}_orders`, description: `Orders of ${name}`, input_schema: { type: "object" } }];
  let turn = 0;
  return {
    body: () =>
      JSON.stringify({ model: "claude-sonnet-5", max_tokens: 100, system: `You are ${name}.`, tools, messages }),
    work() {
      turn += 1;
      const id = `toolu_${name}_${turn}`;
      messages.push({
        role: "assistant",
        content: [{ type: "tool_use", id, name: `${name}_orders`, input: { turn } }],
      });
      const content = toolOutput(80 + turn * 7);
      messages.push({ role: "user", content: [{ type: "tool_result", tool_use_id: id, content }] });
    },
  };
}

/** `headroom proxy` with its usual options and a store on disk. */
async function start(folder: string, upstream: string) {
  const argv = ["--port", "0", "--store", join(folder, "store.db"), "--upstream", upstream];
  return closeAfterTest(await runServer(await readProxyConfig({ argv, env: {} }), { env: {} }));
}

describe("agents that share one session", () => {
  it("each get their own beginning again, byte for byte, also from another proxy", async () => {
    const folder = await mkdtemp(join(tmpdir(), "headroom-agents-"));
    closeAfterTest({ close: () => rm(folder, { recursive: true }) });
    const upstream = closeAfterTest(await startUpstream((_request, response) => json(response, {})));
    const proxies = [await start(folder, upstream.url), await start(folder, upstream.url)];
    const agents = { parent: agent("parent"), child: agent("child"), other: agent("other") };
    const before = new Map<string, string>();
    const order = ["parent", "child", "child", "parent", "other", "child", "other", "parent", "parent"] as const;
    for (const [index, name] of order.entries()) {
      agents[name].work();
      const headers = { "x-claude-code-session-id": "one", "anthropic-version": "2023-06-01", "x-api-key": "key" };
      const { url } = proxies[index % 2] as (typeof proxies)[0];
      await send(`${url}/v1/messages?beta=true`, { body: agents[name].body(), headers });
      const sent = upstream.requests.at(-1)?.body.toString() ?? "";
      expect(sent.length).toBeLessThan(agents[name].body().length * 0.8);
      // Without what closes the messages and the body.
      const beginning = before.get(name)?.slice(0, -2) ?? "";
      expect(sent.startsWith(beginning)).toBe(true);
      before.set(name, sent);
    }
  });
});
