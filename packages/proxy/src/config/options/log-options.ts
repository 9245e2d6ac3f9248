import { boolean, integer, optionalText } from "../option.js";

/** What is written down of requests. */
export const LOG_OPTIONS = {
  logFile: optionalText({
    flag: "log-file",
    placeholder: "PATH",
    defaultText: "none",
    about:
      "where each request is written down when it is over, a JSON object a line, without keys and without what was said",
  }),
  logFullMessages: boolean({
    flag: "log-messages",
    default: false,
    about:
      "whether what was said is written down, too, and shown on the dashboard; what looks like a secret is left out of it",
  }),
  logMaxMegabytes: integer({
    flag: "log-size",
    placeholder: "MB",
    default: 100,
    least: 1,
    about: "a log that would become longer is put aside under its name with .1 behind it",
  }),
  openTelemetry: boolean({
    flag: "open-telemetry",
    default: false,
    about: "whether requests are recorded with the OpenTelemetry SDK that the process has loaded, as by node --import",
  }),
  logKeep: integer({ flag: "log-keep", default: 5, least: 0, about: "how many logs that are put aside are kept" }),
} as const;
