import { boolean, list } from "../option.js";

/** Who may use the proxy. */
export const ACCESS_OPTIONS = {
  keys: list({
    flag: "key",
    placeholder: "KEY",
    secret: true,
    about:
      "key that every request must send in the header x-headroom-key, in addition to the provider's; may be " +
      "repeated. What is stored for one key is not available to others. Other users of the machine can see flags, " +
      "but not variables",
  }),
  open: boolean({
    flag: "open",
    default: false,
    about: "let a proxy that listens beyond this machine admit anyone who can reach it; otherwise it needs a key",
  }),
  allowedHosts: list({
    flag: "allow-host",
    placeholder: "NAME",
    about: "another host name by which clients reach a proxy on a loopback address; may be repeated",
  }),
} as const;
