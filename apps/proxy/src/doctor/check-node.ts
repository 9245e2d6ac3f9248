import { type Finding, good } from "./finding.js";

/** The version of Node.js. An older one than is needed does not come as far as here. */
export function checkNode(version: string, platform: string): Finding {
  return good("node", `Node.js ${version} on ${platform}.`);
}
