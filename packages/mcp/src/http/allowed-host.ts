/** The name in a Host header or a URL: lower case, without port, brackets and final dot. */
function hostName(host: string): string {
  const match = /^(?:\[([^\]]*)\]|([^:]*))(?::\d*)?$/.exec(host.trim());
  return (match?.[1] ?? match?.[2] ?? host).toLowerCase().replace(/\.$/, "");
}

/** Whether a host name or address means this machine only. */
function isLoopback(name: string): boolean {
  return name === "localhost" || name.endsWith(".localhost") || name === "::1" || /^127(\.\d{1,3}){3}$/.test(name);
}

/**
 * Says of requests whether they come from where they may: the Host header names this machine or one of `others`, and so does
 * the Origin header, which browsers send along. A web page that points its own name at 127.0.0.1 is kept out by the first,
 * one that calls 127.0.0.1 by the second.
 *
 * @example
 * hostCheck([])(new Request("http://127.0.0.1:8788/mcp")); // true
 */
export function hostCheck(others: readonly string[]): (request: Request) => boolean {
  const allowed = new Set(others.map(hostName));
  const isAllowed = (name: string): boolean => isLoopback(name) || allowed.has(name);
  return ({ headers, url }) => {
    if (!isAllowed(hostName(headers.get("host") ?? new URL(url).host))) return false;
    const origin = headers.get("origin");
    return origin === null || (URL.canParse(origin) && isAllowed(hostName(new URL(origin).host)));
  };
}
