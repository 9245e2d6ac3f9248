import type { Digest } from "@headroom/core";

type HashFunction = (algorithm: string, text: string) => string;
type BuiltinModules = { getBuiltinModule?(name: string): { readonly hash?: HashFunction } | undefined };

/** Node's own SHA-256 where there is one: as the portable one, but faster. Other runtimes need no module for it. */
export function nativeSha256(): Digest | undefined {
  const runtime: BuiltinModules | undefined = globalThis.process;
  const hash = runtime?.getBuiltinModule?.("node:crypto")?.hash;
  return hash === undefined ? undefined : (text) => hash("sha256", text);
}
