import type { World } from "../commands/command.js";

/** Where the proxy of this machine is, as far as a flag, HEADROOM_URL, HEADROOM_HOST and HEADROOM_PORT say. */
export function proxyAddress(flag: string | undefined, { env }: Pick<World, "env">): string {
  if (flag !== undefined) return /^https?:\/\//.test(flag) ? flag : `http://${flag}`;
  return env.HEADROOM_URL ?? addressOf(env.HEADROOM_HOST ?? "127.0.0.1", env.HEADROOM_PORT ?? "8787");
}

/** An address at which a server is reached that listens on a host, which may stand for all of the machine. */
export function addressOf(host: string, port: string | number): string {
  const reached = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  return `http://${reached.includes(":") ? `[${reached}]` : reached}:${port}`;
}
