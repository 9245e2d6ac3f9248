import { createHash } from "node:crypto";

/** A script that the server runs as one step. */
export interface Script {
  readonly lua: string;
  /** What the server knows it by. */
  readonly sha: string;
}

/**
 * What all scripts begin with. The time is the server's, so that replicas whose clocks differ agree; a test hands in its own.
 */
const PRELUDE = `
local function clock(given)
  if given ~= '' then return tonumber(given) end
  local now = redis.call('TIME')
  return now[1] * 1000 + math.floor(now[2] / 1000)
end
`;

/** A script from its Lua text, which may call `clock(ARGV[1])` for the time in milliseconds. */
export function script(lua: string): Script {
  const whole = `${PRELUDE}${lua}`;
  return { lua: whole, sha: createHash("sha1").update(whole).digest("hex") };
}
