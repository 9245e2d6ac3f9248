import { PROVIDERS, serveProxy } from "@headroom/proxy";
import { HeadroomClient, headroomFetch, withHeadroom } from "@headroom/sdk";
import { onTestFinished } from "vitest";
import type { Driven } from "./describe-driver.js";
import type { Driver } from "./driver.js";

/** `prefix` is what clients write behind the address of the proxy. */
export function throughProxy<C, H>(driver: Driver<C, H>, prefix = ""): Driven<C, H> {
  return {
    way: "Through the proxy",
    driver,
    brokenOff: "by an error",
    optimized: async (url) => driver.client((await startProxy(url)) + prefix),
  };
}

/** Starts a proxy in front of one address, which ends with the test. */
export async function startProxy(upstream: string): Promise<string> {
  const upstreams = Object.fromEntries(PROVIDERS.map(({ name }) => [name, upstream]));
  const proxy = await serveProxy({ port: 0, graceMs: 0, optimize: {}, upstreams });
  onTestFinished(() => proxy.close());
  return proxy.url;
}

export function withClient<C extends object, H>(driver: Driver<C, H>): Driven<C, H> {
  return { way: "SDKs: `withHeadroom(client)`", driver, optimized: (url) => withHeadroom(driver.client(url)) };
}

export function withFetch<C, H>(driver: Driver<C, H>): Driven<C, H> {
  return { way: "SDKs: `headroomFetch()`", driver, optimized: (url) => driver.client(url, headroomFetch()) };
}

export function withHeadroomClient<C extends object, H>(driver: Driver<C, H>): Driven<C, H> {
  const options = { defaultMode: "optimize" } as const;
  return {
    way: "SDKs: `HeadroomClient`",
    driver,
    optimized: (url) => new HeadroomClient({ originalClient: driver.client(url), ...options }),
  };
}
