import type { Provider } from "@headroom/core";
import { UsageError } from "../commands/flags.js";

/** Addresses by the name of a provider. */
export type UpstreamAddresses = Readonly<Record<string, string>>;

/** What the command line needs of `@headroom/proxy`, which only the command that serves loads. */
export interface UpstreamRules {
  readonly PROVIDERS: readonly Provider[];
  /** Throws a TypeError saying what is wrong with an address. */
  parseUpstream(address: string): unknown;
}

/**
 * The addresses that are configured: `PROVIDER=URL` goes before a `URL` for all providers, and that before the provider's
 * environment variable.
 *
 * @throws UsageError naming the flag or variable and what is wrong with its address.
 */
export function readUpstreams(
  flags: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  { PROVIDERS, parseUpstream }: UpstreamRules,
): UpstreamAddresses {
  const names = PROVIDERS.map(({ name }) => name);
  const given = flags.map((flag) => splitFlag(flag, names));
  const addresses: Record<string, string> = {};
  for (const { name, addressVariable: environment } of PROVIDERS) {
    const flag =
      given.findLast(({ provider }) => provider === name) ?? given.findLast(({ provider }) => provider === "");
    const address = flag?.address ?? (env[environment] || undefined);
    if (address === undefined) continue;
    check(flag === undefined ? environment : "--upstream", address, parseUpstream);
    addresses[name] = address;
  }
  return addresses;
}

/** An empty provider stands for all of them. */
function splitFlag(flag: string, known: readonly string[]): { readonly provider: string; readonly address: string } {
  const match = /^([\w-]+)=(.*)$/s.exec(flag);
  if (match === null) return { provider: "", address: flag };
  const [, provider = "", address = ""] = match;
  if (known.includes(provider)) return { provider, address };
  throw new UsageError(`--upstream names ${JSON.stringify(provider)}; known are ${known.join(", ")}.`);
}

function check(source: string, address: string, parseUpstream: UpstreamRules["parseUpstream"]): void {
  try {
    parseUpstream(address);
  } catch (error) {
    throw new UsageError(`${source}: ${(error as Error).message}`);
  }
}
