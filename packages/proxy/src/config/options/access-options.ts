import { list } from "../option.js";

/** Who may use the proxy. */
export const ACCESS_OPTIONS = {
  allowedHosts: list({
    flag: "allow-host",
    placeholder: "NAME",
    about: "another name by which clients call a proxy on a loopback address; may be repeated",
  }),
} as const;
