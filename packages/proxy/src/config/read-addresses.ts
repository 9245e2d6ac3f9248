import { PROVIDERS } from "../providers.js";
import { parseUpstream } from "../upstream/upstream.js";
import { ConfigError, type ConfigSource } from "./config-error.js";

/** Addresses by the name of a provider. */
type Addresses = Readonly<Record<string, string>>;

export interface AddressSources {
  /** Each `PROVIDER=URL`, or a `URL` for all providers. */
  readonly flags: readonly string[];
  /** Variable that says the same, with commas between. */
  readonly variable: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly file: Addresses;
  readonly fileLabel: string;
}

interface Given {
  /** Empty for all providers. */
  readonly provider: string;
  readonly address: string;
  readonly label: string;
  readonly source: ConfigSource;
}

/**
 * The addresses that are configured: `PROVIDER=URL` goes before a `URL` for all providers, and that before the provider's own
 * environment variable.
 *
 * @throws ConfigError naming the place and what is wrong with its address.
 */
export function readAddresses({ flags, variable, env, file, fileLabel }: AddressSources): Addresses {
  const words = (variable === undefined ? undefined : env[variable])?.split(",") ?? [];
  const inOrder = [
    ...flags.map((flag) => given(flag, "--upstream", "flag")),
    ...words
      .map((word) => given(word.trim(), variable as string, "environment"))
      .filter(({ address }) => address !== ""),
  ];
  const written = Object.entries(file).map(([provider, address]) => known(provider, address, fileLabel, "file"));
  const addresses: Record<string, string> = {};
  for (const { name, addressVariable } of PROVIDERS) {
    const chosen =
      lastFor(name, inOrder, "flag") ??
      lastFor(name, inOrder, "environment") ??
      ownVariable(addressVariable, env) ??
      written.find(({ provider }) => provider === name);
    if (chosen === undefined) continue;
    check(chosen);
    addresses[name] = chosen.address;
  }
  return addresses;
}

function lastFor(name: string, all: readonly Given[], source: ConfigSource): Given | undefined {
  const from = all.filter((one) => one.source === source);
  return from.findLast(({ provider }) => provider === name) ?? from.findLast(({ provider }) => provider === "");
}

function ownVariable(label: string, env: AddressSources["env"]): Given | undefined {
  const address = env[label] || undefined;
  return address === undefined ? undefined : { provider: "", address, label, source: "environment" };
}

function given(text: string, label: string, source: ConfigSource): Given {
  const match = /^([\w-]+)=(.*)$/s.exec(text);
  if (match === null) return { provider: "", address: text, label, source };
  const [, provider = "", address = ""] = match;
  return known(provider, address, label, source);
}

function known(provider: string, address: string, label: string, source: ConfigSource): Given {
  const names = PROVIDERS.map(({ name }) => name);
  if (names.includes(provider)) return { provider, address, label, source };
  throw new ConfigError(source, `${label} names ${JSON.stringify(provider)}; known are ${names.join(", ")}.`);
}

function check({ address, label, source }: Given): void {
  try {
    parseUpstream(address);
  } catch (error) {
    throw new ConfigError(source, `${label}: ${(error as Error).message}`);
  }
}
