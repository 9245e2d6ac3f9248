/** Where the requests of one provider go. */
export interface Upstream {
  /** Scheme, host and port. */
  readonly origin: string;
  /** What stands before the path of a request; empty or beginning with a slash, never ending with one. */
  readonly basePath: string;
}

/**
 * Reads the address of an upstream: `https://host[:port][/base]`, with or without a final `/v1`, which clients send
 * themselves.
 *
 * @throws TypeError saying what is wrong with the address. It does not repeat a password.
 * @example
 * parseUpstream("https://gateway.example/openai"); // { origin: "https://gateway.example", basePath: "/openai" }
 */
export function parseUpstream(address: string): Upstream {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    throw new TypeError("An upstream is an address such as https://api.example.com.");
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new TypeError(`An upstream begins with http:// or https://, not ${url.protocol}//.`);
  }
  if (url.username !== "" || url.password !== "") {
    throw new TypeError("An upstream holds no user name or password; clients send their own keys.");
  }
  if (url.search !== "" || url.hash !== "") {
    throw new TypeError("An upstream ends with its path; leave off what begins with ? or #.");
  }
  return { origin: url.origin, basePath: url.pathname.replace(/\/+$/, "").replace(/\/v1$/, "") };
}
