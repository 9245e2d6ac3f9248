import { findRoute } from "@headroom/core";
import { PROVIDERS } from "@headroom/proxy";
import { createSandbox, type Sandbox, type Script } from "@headroom/proxy/sandbox";

/** A sandbox that says how many input tokens each of its whole answers reported, in order. */
export function countedSandbox(script: Script): Sandbox & { readonly inputTokens: readonly number[] } {
  const sandbox = createSandbox({ script });
  const inputTokens: number[] = [];
  return {
    inputTokens,
    async fetch(request) {
      const answer = await sandbox.fetch(request);
      const { hostname: host, pathname: path } = new URL(request.url);
      const dialect = findRoute({ host, path }, PROVIDERS, "openai")?.route.dialect;
      const usage = dialect?.readUsage(JSON.parse(await answer.clone().text()));
      inputTokens.push(usage?.inputTokens ?? Number.NaN);
      return answer;
    },
  };
}
