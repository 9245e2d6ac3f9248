import { boolean, integer, text } from "../option.js";

/** Where the proxy listens, and how it ends. */
export const SERVER_OPTIONS = {
  host: text({ flag: "host", placeholder: "ADDRESS", default: "127.0.0.1", about: "address to listen on" }),
  port: integer({
    flag: "port",
    short: "p",
    default: 8787,
    least: 0,
    most: 65_535,
    about: "port to listen on, 0 for any free one",
  }),
  graceSeconds: integer({
    flag: "grace",
    placeholder: "SECONDS",
    default: 600,
    least: 0,
    most: 86_400,
    about: "how long running responses may continue on shutdown; a second signal ends the proxy at once",
  }),
  drainDelaySeconds: integer({
    flag: "drain-delay",
    placeholder: "SECONDS",
    default: 0,
    least: 0,
    most: 86_400,
    about:
      "how long new requests are still accepted on shutdown, while /health/ready tells load balancers to send them " +
      "elsewhere",
  }),
  sandbox: boolean({
    flag: "sandbox",
    default: false,
    about:
      "answer requests in this process without a key, a network or a model, to try things out; usage counts cached " +
      "tokens by the providers' rules",
  }),
} as const;
