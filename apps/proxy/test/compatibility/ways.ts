import { HeadroomOptimizer, headroomMiddleware, withHeadroom as withHeadroomModel } from "@headroom/langchain";
import { PROVIDERS, serveProxy } from "@headroom/proxy";
import { HeadroomClient, headroomFetch, withHeadroom } from "@headroom/sdk";
import { headroomMiddleware as aiMiddleware } from "@headroom/vercel-ai";
import type { BaseCallbackHandler } from "@langchain/core/callbacks/base";
import { onTestFinished } from "vitest";
import type { Driven } from "./describe-driver.js";
import type { Driver } from "./driver.js";
import type { AiDriver } from "./drivers/ai-sdk.js";
import { agentOf, langchainAgent } from "./drivers/langchain-agent.js";
import type { ModelDriver } from "./drivers/langchain-model.js";

/** Where an edit may break a law, the call fails. */
const STRICT = { strict: true } as const;

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

export function withModel(
  driver: ModelDriver,
): Driven<ReturnType<ModelDriver["model"]>, ReturnType<ModelDriver["says"]>> {
  return {
    way: "LangChain: `withHeadroom(model)`",
    driver,
    optimized: (url) => withHeadroomModel(driver.client(url), STRICT),
  };
}

export function withCallback(driver: ModelDriver): ReturnType<typeof withModel> {
  const callback = () => new HeadroomOptimizer(STRICT) as unknown as BaseCallbackHandler;
  return { way: "LangChain: `HeadroomOptimizer`", driver, optimized: (url) => driver.model(url, [callback()]) };
}

type Agents = ReturnType<typeof langchainAgent>;

export function withAgentMiddleware(
  model: ModelDriver,
): Driven<ReturnType<Agents["client"]>, ReturnType<Agents["says"]>> {
  const driver = langchainAgent(model);
  return {
    way: "LangChain: `headroomMiddleware()`",
    driver,
    optimized: (url) => agentOf(model, url, [headroomMiddleware(STRICT)]),
  };
}

export function withModelMiddleware(
  driver: AiDriver,
): Driven<ReturnType<AiDriver["client"]>, ReturnType<AiDriver["says"]>> {
  const middleware = aiMiddleware(STRICT);
  return {
    way: "AI SDK: `headroomMiddleware()`",
    driver,
    optimized: (url) => driver.wrapLanguageModel({ model: driver.client(url), middleware }) as never,
  };
}
