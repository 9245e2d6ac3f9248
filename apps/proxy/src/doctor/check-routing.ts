import type { World } from "../commands/command.js";
import { CLIENT_ADDRESSES } from "../wrap/client-environment.js";
import { bad, doubtful, type Finding, good } from "./finding.js";

/** The variables that clients take addresses of providers from, and whether they lead to the proxy. */
export function checkRouting(proxyUrl: string, proxyRuns: boolean, { env }: Pick<World, "env">): readonly Finding[] {
  const set = CLIENT_ADDRESSES.filter(([variable]) => (env[variable] ?? "") !== "");
  if (set.length === 0) {
    const found = "No environment variable points clients to the proxy.";
    return [
      doubtful(
        "routing",
        found,
        "headroom help clients says what to set; headroom wrap COMMAND sets it for one command.",
      ),
    ];
  }
  return set.map(([variable, , path]) => routeOf(variable, env[variable] ?? "", { proxyUrl, proxyRuns, path }));
}

interface Expected {
  readonly proxyUrl: string;
  readonly proxyRuns: boolean;
  readonly path: string;
}

/** Whether one address is that of the proxy. */
export function routeOf(name: string, value: string, { proxyUrl, proxyRuns, path }: Expected): Finding {
  const about = `routing: ${name}`;
  const should = proxyUrl.replace(/\/+$/, "") + path;
  const address = parse(value);
  if (address === undefined) return bad(about, "It does not contain a URL.", `Set it to ${should}.`);
  const shown = `${address.origin}${address.pathname.replace(/\/+$/, "")}`;
  if (!isSameServer(address, new URL(proxyUrl))) {
    return doubtful(about, `It points to ${shown}, not to the proxy.`, `Set it to ${should} to use the proxy.`);
  }
  if (!proxyRuns) {
    return bad(
      about,
      `It points to ${shown}, where no proxy answers, so requests fail.`,
      "Start headroom proxy, or unset it.",
    );
  }
  if (path !== "" && !address.pathname.replace(/\/+$/, "").endsWith(path)) {
    return doubtful(
      about,
      `It points to the proxy, but without ${path}.`,
      `Set it to ${should}: most clients need the path.`,
    );
  }
  if (path === "" && /\/v1\/?$/.test(address.pathname)) {
    return doubtful(about, `It points to ${shown}.`, `Set it to ${should}: clients add /v1 themselves.`);
  }
  return good(about, `It points to the proxy: ${shown}.`);
}

function isSameServer(a: URL, b: URL): boolean {
  const hostOf = ({ hostname }: URL): string =>
    /^(?:127\.0\.0\.1|\[::1\]|0\.0\.0\.0)$/.test(hostname) ? "localhost" : hostname;
  return hostOf(a) === hostOf(b) && a.port === b.port;
}

function parse(value: string): URL | undefined {
  try {
    return new URL(value);
  } catch {
    return undefined;
  }
}
