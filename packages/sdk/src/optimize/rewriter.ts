import {
  createRetriever,
  findRoute,
  isConservative,
  isContextOverflow,
  type Mode,
  type Report,
  type Retriever,
  type RouteMatch,
  trafficClassOf,
} from "@headroom/core";
import type { HeadroomOptions } from "../options/headroom-options.js";
import type { CallOptions } from "./call-options.js";
import type { ExchangeObserver, ExchangeWatch } from "./exchange-observer.js";
import { createOptimizers, type Optimizers } from "./optimizers.js";

/** Where a request goes, and what is known of it besides its body. */
export interface Destination {
  readonly match: RouteMatch;
  readonly url: URL;
  /** Whether only what loses nothing, and adds nothing, is done to it: it comes from the login of a plan. */
  readonly conservative: boolean;
}

/** What is sent in the place of a body. */
export interface Rewritten {
  /** The same reference where nothing was changed. */
  readonly bytes: Uint8Array;
  /** Looks on while it is answered. */
  readonly watch: ExchangeWatch | undefined;
}

/** Rewrites the bodies of requests. */
export interface Rewriter {
  readonly optimizers: Optimizers;
  readonly mode: Mode;
  /** Answers the model's fetches, where that is to be done without the application. */
  readonly retriever: Retriever | undefined;
  /** The route of a request, if there is anything to do for it. */
  match(url: URL): RouteMatch | undefined;
  /** Tells logins of plans from keys. */
  destination(match: RouteMatch, url: URL, headers: Headers): Destination;
  /**
   * The body to send. What fails leaves the body alone; only a request that the window is told to refuse rejects.
   *
   * @param given The body as the application sent it, without what was added since; absent where it sent none.
   */
  rewrite(destination: Destination, body: Uint8Array, given: Uint8Array | undefined): Promise<Rewritten>;
  /** Says why something was not done. */
  fail(error: unknown): void;
  /**
   * The same, with the choices of a call. It shares stores, memory and callbacks.
   *
   * @throws HeadroomError `invalid-option`, naming the option and what is allowed.
   */
  withCall(mode: Mode, options?: CallOptions): Rewriter;
}

/** Makes what looks on while requests are answered. `fail` takes what goes wrong there. */
export type ObserverFactory = (optimizers: Optimizers, fail: (error: unknown) => void) => ExchangeObserver;

/** Creates a rewriter. `provider` is the name of that of the wrapped client. @throws HeadroomError for a wrong option. */
export function createRewriter(
  options: HeadroomOptions,
  of: string,
  provider?: string,
  observer?: ObserverFactory,
): Rewriter {
  const optimizers = createOptimizers(options, of);
  const { autoRetrieve = false } = options;
  const { originals, tenant } = optimizers;
  const bounds = autoRetrieve === true ? {} : autoRetrieve;
  const onFailure = options.onFailure ?? warnOnce();
  const settings: Settings = {
    optimizers,
    observer: observer?.(optimizers, (error) => tellFailure(onFailure, error)),
    retriever: bounds === false ? undefined : createRetriever({ ...bounds, originals, tenant }),
    provider: options.provider ?? provider,
    onReport: options.onReport ?? (() => {}),
    onFailure,
  };
  return rewriterFor(settings, options.mode ?? "optimize");
}

interface Settings {
  readonly optimizers: Optimizers;
  readonly observer: ExchangeObserver | undefined;
  readonly retriever: Retriever | undefined;
  readonly provider: string | undefined;
  readonly onReport: NonNullable<HeadroomOptions["onReport"]>;
  readonly onFailure: NonNullable<HeadroomOptions["onFailure"]>;
}

function rewriterFor(settings: Settings, mode: Mode): Rewriter {
  const { optimizers, provider, retriever } = settings;
  return {
    optimizers,
    mode,
    retriever: mode === "optimize" ? retriever : undefined,
    match: ({ hostname: host, pathname: path }) =>
      mode === "off" ? undefined : findRoute({ host, path }, optimizers.providers, provider),
    destination(match, url, headers) {
      const traffic = trafficClassOf((name) => headers.get(name) ?? undefined, url.pathname, match.provider);
      return { match, url, conservative: isConservative(traffic) };
    },
    async rewrite(destination, body, given) {
      const { match, url, conservative } = destination;
      const { provider: served, route, model } = match;
      const rewritten = (sent: Uint8Array, report?: Report): Rewritten => ({
        bytes: sent,
        watch: settings.observer?.observe({ destination, body: given, sent, report, mode }),
      });
      try {
        const optimizer = await optimizers.ready(route.dialect, conservative);
        const named = model === undefined ? {} : { model };
        // A simulation shows what would be sent; here it is about what is sent.
        const optimized = await optimizer.optimize(body, { mode, ...named });
        tell(settings, optimized.report, url, served.name);
        return rewritten(mode === "optimize" ? optimized.body : body, optimized.report);
      } catch (error) {
        if (isContextOverflow(error)) throw error;
        fail(settings, error);
        return rewritten(body);
      }
    },
    fail: (error) => fail(settings, error),
    withCall: (other, call) =>
      rewriterFor(call === undefined ? settings : { ...settings, optimizers: optimizers.withCall(call) }, other),
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

function fail({ onFailure }: Settings, error: unknown): void {
  tellFailure(onFailure, error);
}

function tellFailure(onFailure: Settings["onFailure"], error: unknown): void {
  try {
    onFailure(error);
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
    const { cause } = error instanceof Error ? error : {};
    const why = cause === undefined ? String(error) : `${String(error)} ${String(cause)}`;
    runtime?.emitWarning?.(`A request was sent with less done for it than asked: ${why}`, "HeadroomWarning");
  };
}
