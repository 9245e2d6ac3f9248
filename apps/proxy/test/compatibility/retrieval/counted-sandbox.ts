import { type Dialect, findRoute, type Usage } from "@headroom/core";
import { PROVIDERS } from "@headroom/proxy";
import { createSandbox, type Sandbox, type Script } from "@headroom/proxy/sandbox";

/** A sandbox that says how many input tokens each of its answers reported, in order. */
export function countedSandbox(script: Script): Sandbox & { readonly inputTokens: readonly number[] } {
  const sandbox = createSandbox({ script });
  const inputTokens: number[] = [];
  return {
    inputTokens,
    async fetch(request) {
      const answer = await sandbox.fetch(request);
      const { hostname: host, pathname: path } = new URL(request.url);
      const dialect = findRoute({ host, path }, PROVIDERS, "openai")?.route.dialect;
      const bytes = new Uint8Array(await answer.clone().arrayBuffer());
      const isStream = answer.headers.get("content-type")?.includes("event-stream") === true;
      const usage = isStream
        ? streamedUsage(dialect, bytes)
        : dialect?.readUsage(JSON.parse(new TextDecoder().decode(bytes)));
      inputTokens.push(usage?.inputTokens ?? Number.NaN);
      return answer;
    },
  };
}

function streamedUsage(dialect: Dialect | undefined, bytes: Uint8Array): Usage | undefined {
  const reader = dialect?.usageReader();
  reader?.push(bytes);
  return reader?.usage();
}
