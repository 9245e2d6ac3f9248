import { createApp, PROVIDERS } from "@headroom/proxy";
import { DEFAULT_PROVIDERS, headroomFetch } from "@headroom/sdk";
import { acmeProvider } from "./acme-provider.js";

/** A proxy that also serves Acme, on its paths and under `/acme`. */
export const app = (upstream: string) =>
  createApp({ optimize: {}, providers: [...PROVIDERS, acmeProvider], upstreams: { acme: upstream } });

/** A fetch that also makes requests to Acme smaller. */
export const acmeFetch = headroomFetch(fetch, { providers: [...DEFAULT_PROVIDERS, acmeProvider] });
