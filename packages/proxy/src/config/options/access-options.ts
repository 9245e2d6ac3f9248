import { boolean, list } from "../option.js";

/** Who may use the proxy. */
export const ACCESS_OPTIONS = {
  keys: list({
    flag: "key",
    placeholder: "KEY",
    secret: true,
    about:
      "key that every request must bring in the header x-headroom-key, beside the one of the provider; may be repeated. What is " +
      "kept for one key is nobody else's. Flags can be seen by other users of the machine, variables cannot",
  }),
  open: boolean({
    flag: "open",
    default: false,
    about: "whether a proxy that listens beyond this machine lets in anyone who reaches it; otherwise it needs a key",
  }),
  allowedHosts: list({
    flag: "allow-host",
    placeholder: "NAME",
    about: "another name by which clients call a proxy on a loopback address; may be repeated",
  }),
} as const;
