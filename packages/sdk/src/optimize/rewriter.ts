import { findRoute, isContextOverflow, type Mode, type Optimizer, type Report, type RouteMatch } from "@headroom/core";
import type { HeadroomOptions } from "../options/headroom-options.js";
import { createOptimizers, type Optimizers } from "./optimizers.js";

/** Rewrites the bodies of requests. */
export interface Rewriter {
  readonly optimizers: Optimizers;
  readonly mode: Mode;
  /** The route of a request, if there is anything to do for it. */
  match(url: URL): RouteMatch | undefined;
  /**
   * The body to send: the same reference where nothing was changed. What fails leaves the body alone; only a request that the
   * window is told to refuse rejects.
   */
  rewrite(match: RouteMatch, url: URL, body: Uint8Array): Promise<Uint8Array>;
  /** The same, in another mode. It shares stores, memory and callbacks. */
  withMode(mode: Mode): Rewriter;
}

/** Creates a rewriter. `provider` is the name of that of the wrapped client. @throws HeadroomError for a wrong option. */
export function createRewriter(options: HeadroomOptions, of: string, provider?: string): Rewriter {
  const settings: Settings = {
    optimizers: createOptimizers(options, of),
    provider: options.provider ?? provider,
    onReport: options.onReport ?? (() => {}),
    onFailure: options.onFailure ?? warnOnce(),
  };
  return rewriterFor(settings, options.mode ?? "optimize");
}

interface Settings {
  readonly optimizers: Optimizers;
  readonly provider: string | undefined;
  readonly onReport: NonNullable<HeadroomOptions["onReport"]>;
  readonly onFailure: NonNullable<HeadroomOptions["onFailure"]>;
}

function rewriterFor(settings: Settings, mode: Mode): Rewriter {
  const { optimizers, provider } = settings;
  return {
    optimizers,
    mode,
    match: ({ hostname: host, pathname: path }) =>
      mode === "off" ? undefined : findRoute({ host, path }, optimizers.providers, provider),
    async rewrite({ provider: served, route, model }, url, body) {
      try {
        const optimizer: Optimizer = await optimizers.ready(route.dialect);
        const named = model === undefined ? {} : { model };
        // A simulation shows what would be sent; here it is about what is sent.
        const optimized = await optimizer.optimize(body, { mode, ...named });
        tell(settings, optimized.report, url, served.name);
        return mode === "optimize" ? optimized.body : body;
      } catch (error) {
        if (isContextOverflow(error)) throw error;
        fail(settings, error);
        return body;
      }
    },
    withMode: (other) => rewriterFor(settings, other),
  };
}

/** A listener that throws must not change what is sent. */
function tell(settings: Settings, report: Report, url: URL, provider: string): void {
  try {
    settings.onReport(report, { url: url.href, provider });
  } catch (error) {
    fail(settings, error);
  }
}

function fail(settings: Settings, error: unknown): void {
  try {
    settings.onFailure(error);
  } catch {
    // Nobody is left to tell.
  }
}

function warnOnce(): (error: unknown) => void {
  let warned = false;
  return (error) => {
    if (warned) return;
    warned = true;
    const runtime: { emitWarning?(message: string, type: string): void } | undefined = globalThis.process;
    runtime?.emitWarning?.(`A request was sent as it came: ${String(error)}`, "HeadroomWarning");
  };
}
