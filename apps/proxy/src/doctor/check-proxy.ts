import { once } from "node:events";
import { createServer } from "node:net";
import { asObject, asString } from "@headroom/core";
import type { World } from "../commands/command.js";
import { ask } from "../running-proxy/ask.js";
import { VERSION } from "../version.js";
import { bad, doubtful, type Finding, good } from "./finding.js";

/** Whether a proxy answers at an address. */
export interface ProxyState {
  readonly runs: boolean;
  readonly findings: readonly Finding[];
}

/** Looks for the proxy at an address, and where there is none, whether it could listen there. */
export async function checkProxy(url: string, world: Pick<World, "env">): Promise<ProxyState> {
  const told = await ask(url, "/health", world);
  const health = asObject(told?.json);
  const version = asString(health?.version);
  if (told === undefined) return { runs: false, findings: [await checkPort(url)] };
  if (told.status === 401) {
    const next = "Set HEADROOM_KEY to one of the proxy's keys; clients send it in the header x-headroom-key.";
    return { runs: true, findings: [bad("proxy", `The server at ${url} requires a key.`, next)] };
  }
  if (version === undefined || health?.stats === undefined) {
    const next =
      "Stop that program, or start the proxy on another port with headroom proxy --port N and set HEADROOM_URL.";
    return { runs: false, findings: [bad("proxy", `The server at ${url} is not a Headroom proxy.`, next)] };
  }
  return { runs: true, findings: [healthFinding(url, version, health), await checkKey(url, world)] };
}

function healthFinding(
  url: string,
  version: string,
  { status, optimize }: { status?: unknown; optimize?: unknown },
): Finding {
  const about = "proxy";
  if (status !== "healthy") {
    return bad(
      about,
      `The proxy at ${url} is shutting down.`,
      "Wait until it has stopped, then start headroom proxy again.",
    );
  }
  if (optimize === false) {
    return doubtful(
      about,
      `The proxy at ${url} forwards requests without optimizing them.`,
      "Start it without --no-optimize.",
    );
  }
  if (version !== VERSION) {
    const found = `The proxy at ${url} has version ${version}, and this command ${VERSION}.`;
    return doubtful(about, found, "Restart the proxy with this version.");
  }
  return good(about, `Version ${version} answers at ${url}.`);
}

/** A handle that stands for nothing tells whether originals can be asked for. */
async function checkKey(url: string, world: Pick<World, "env">): Promise<Finding> {
  const told = await ask(url, "/v1/retrieve/000000000000", world);
  if (told?.status === 404) return good("retrieval", `The proxy at ${url} returns what was left out.`);
  const found = `The proxy at ${url} cannot return what was left out: ${told === undefined ? "no answer" : `status ${told.status}`}.`;
  return bad("retrieval", found, "Check its standard error output: its store may be gone.");
}

async function checkPort(url: string): Promise<Finding> {
  const { hostname, port } = new URL(url);
  const next = "Start it with headroom proxy, or use headroom wrap COMMAND, which starts its own.";
  if (!/^(?:127\.|localhost$|\[::1\]$)/.test(hostname)) return bad("proxy", `Nothing answers at ${url}.`, next);
  const server = createServer();
  try {
    server.listen(Number(port || 80), hostname.replace(/^\[|\]$/g, ""));
    await once(server, "listening");
    return doubtful("proxy", `No proxy is running at ${url}; the port is free.`, next);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const found = `No proxy answers at ${url}, and the port cannot be used: ${code}.`;
    return bad("proxy", found, "Use another port: start headroom proxy --port N and set HEADROOM_URL.");
  } finally {
    server.close();
  }
}
