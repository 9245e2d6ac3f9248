import type { World } from "../commands/command.js";

type Environment = World["env"];

/** Variables by which programs are told where a provider is, and what stands behind the address. */
export const CLIENT_ADDRESSES: readonly (readonly [variable: string, provider: string, path: string])[] = [
  ["ANTHROPIC_BASE_URL", "anthropic", ""],
  ["OPENAI_BASE_URL", "openai", "/v1"],
  ["OPENAI_API_BASE", "openai", "/v1"],
  ["GOOGLE_GEMINI_BASE_URL", "google", ""],
  ["GOOGLE_VERTEX_BASE_URL", "google", ""],
  ["CO_API_URL", "cohere", ""],
];

/** The environment of a command whose requests go to the proxy at `url`. */
export function clientEnvironment(env: Environment, url: string, path: string): Record<string, string> {
  const own = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const addresses = CLIENT_ADDRESSES.map(([variable, , end]) => [variable, url + end] as const);
  return { ...Object.fromEntries(own), ...Object.fromEntries(addresses), HEADROOM_URL: url, PATH: path };
}

/**
 * Addresses that the surroundings give to programs. What a command would have reached without the proxy is where the proxy
 * sends its requests.
 */
export function givenAddresses(env: Environment): Readonly<Record<string, string>> {
  const given: Record<string, string> = {};
  for (const [variable, provider] of CLIENT_ADDRESSES) {
    const address = env[variable];
    if (address !== undefined && address !== "") given[provider] ??= address;
  }
  return given;
}

/** Arguments of programs that take no address from a variable. */
export function clientArguments(command: readonly string[], url: string): readonly string[] {
  const [program = "", ...rest] = command;
  if (!/(?:^|[\\/])codex(?:\.\w+)?$/.test(program)) return rest;
  return ["-c", `openai_base_url="${url}/v1"`, ...rest];
}
