import type { OptimizationOptions } from "@headroom/proxy";
import { parseFlags, requireOneOf, UsageError } from "../commands/flags.js";
import { readUpstreams, type UpstreamAddresses, type UpstreamRules } from "./upstream-addresses.js";

type Environment = Readonly<Record<string, string | undefined>>;

const FLAGS = {
  port: { type: "string", short: "p" },
  host: { type: "string" },
  upstream: { type: "string", multiple: true },
  store: { type: "string" },
  config: { type: "string" },
  mode: { type: "string" },
  profile: { type: "string" },
  retrieval: { type: "string" },
  "min-tokens": { type: "string" },
  "max-items": { type: "string" },
  "max-body": { type: "string" },
  "over-limit": { type: "string" },
  "allow-host": { type: "string", multiple: true },
  "no-optimize": { type: "boolean" },
  sandbox: { type: "boolean" },
  traffic: { type: "string" },
  // Both are off unless set; the flags are known so that a command line that names them runs.
  "no-cache": { type: "boolean" },
  "no-rate-limit": { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

/** The command line of `headroom proxy`, read and checked. */
export interface ProxySettings {
  readonly help: boolean;
  readonly host: string;
  readonly port: number;
  readonly upstreams: UpstreamAddresses;
  readonly store: string | undefined;
  readonly config: string | undefined;
  readonly optimize: boolean;
  /** Whether requests are answered in this process by a script. */
  readonly sandbox: boolean;
  /** What the flags say of the optimizers. */
  readonly optimization: Pick<OptimizationOptions, "mode" | "profile" | "retrieval">;
  /** What the flags say of the selection. */
  readonly smartCrusher: { readonly minTokensToCrush?: number; readonly maxItemsAfterCrush?: number };
  readonly allowedHosts: readonly string[];
  readonly maxBodyBytes: number | undefined;
  readonly overLimit: "forward" | "reject" | undefined;
  /** How requests are paid for. */
  readonly traffic: "auto" | "key" | "subscription" | undefined;
}

/**
 * Reads the flags, and the environment where they are silent.
 *
 * @throws UsageError naming the flag or variable and what it may be.
 */
export function readProxySettings(argv: readonly string[], env: Environment, rules: UpstreamRules): ProxySettings {
  const { values } = parseFlags(argv, FLAGS, 0);
  requireOneOf("--mode", values.mode, ["optimize", "audit", "simulate", "off"]);
  requireOneOf("--profile", values.profile, ["lossless", "balanced", "aggressive"]);
  requireOneOf("--retrieval", values.retrieval, ["auto", "shell", "tool", "assume", "off"]);
  requireOneOf("--traffic", values.traffic, ["auto", "key", "subscription"]);
  requireOneOf("--over-limit", values["over-limit"], ["forward", "reject"]);
  if (values.sandbox === true && values.upstream !== undefined) {
    throw new UsageError("--sandbox answers every request itself; leave out --upstream or --sandbox.");
  }
  const { mode, profile, retrieval } = values as Pick<OptimizationOptions, "mode" | "profile" | "retrieval">;
  const minTokens = count("--min-tokens", values["min-tokens"], 0);
  const maxItems = count("--max-items", values["max-items"], 1);
  const maxMegabytes = count("--max-body", values["max-body"], 1);
  return {
    help: values.help === true,
    host: values.host ?? (env.HEADROOM_HOST || "127.0.0.1"),
    port: readPort(values.port, env.HEADROOM_PORT || undefined),
    upstreams: readUpstreams(values.upstream ?? [], env, rules),
    store: values.store,
    config: values.config,
    optimize: values["no-optimize"] !== true,
    sandbox: values.sandbox === true,
    optimization: { ...(mode && { mode }), ...(profile && { profile }), ...(retrieval && { retrieval }) },
    smartCrusher: {
      ...(minTokens !== undefined && { minTokensToCrush: minTokens }),
      ...(maxItems !== undefined && { maxItemsAfterCrush: maxItems }),
    },
    allowedHosts: values["allow-host"] ?? [],
    maxBodyBytes: maxMegabytes === undefined ? undefined : maxMegabytes * 1024 * 1024,
    overLimit: values["over-limit"] as ProxySettings["overLimit"],
    traffic: values.traffic as ProxySettings["traffic"],
  };
}

function readPort(flag: string | undefined, variable: string | undefined): number {
  const value = flag ?? variable;
  if (value === undefined) return 8787;
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65_535) return Number(value);
  const source = flag === undefined ? "HEADROOM_PORT" : "--port";
  throw new UsageError(
    `${source} is ${JSON.stringify(value)}; it must be a whole number from 0 (any free port) to 65535.`,
  );
}

function count(flag: string, value: string | undefined, least: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value) && Number(value) >= least) return Number(value);
  throw new UsageError(`${flag} is ${JSON.stringify(value)}; it must be a whole number of at least ${least}.`);
}
