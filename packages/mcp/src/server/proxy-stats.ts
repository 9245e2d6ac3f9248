/** What a proxy says of what it did so far, or why it does not say it. */
export type ProxyStats = Readonly<Record<string, unknown>> | { readonly error: string };

/** How long a proxy may take to answer, in milliseconds. */
const PATIENCE_MS = 5_000;

/**
 * Asks a proxy for its sums: what `GET /stats` says but for single requests. Never rejects: a proxy that does not answer is what
 * there is to say.
 *
 * @param proxyUrl Address of the proxy, such as `http://127.0.0.1:8787`.
 */
export async function askProxyForStats(proxyUrl: string, fetch: typeof globalThis.fetch): Promise<ProxyStats> {
  const url = `${proxyUrl.replace(/\/+$/, "")}/stats`;
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: { accept: "application/json" },
    });
    if (!response.ok) return { error: `${url} answered with status ${response.status}.` };
    const { recent_requests: _recent, ...sums } = (await response.json()) as Record<string, unknown>;
    return sums;
  } catch (error) {
    const { cause } = error as Error;
    return { error: `${url} did not answer: ${cause instanceof Error ? cause.message : String(error)}` };
  }
}
