import type { Route } from "./routes.js";

/** The path and query under which a request goes to its provider: what the client sent, unless the route says otherwise. */
export function targetOf({ sentTo, prefix }: Pick<Route, "sentTo" | "prefix">, target: string): string {
  if (sentTo !== undefined) return withPath(target, sentTo);
  return prefix !== undefined && target.startsWith(`${prefix}/`) ? target.slice(prefix.length) : target;
}

function withPath(target: string, path: string): string {
  const query = target.indexOf("?");
  return query < 0 ? path : path + target.slice(query);
}
