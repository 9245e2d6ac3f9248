import { boolean, integer, optionalText } from "../option.js";

/** What is written down of requests. */
export const LOG_OPTIONS = {
  logFile: optionalText({
    flag: "log-file",
    placeholder: "PATH",
    defaultText: "none",
    about: "file to which every finished request is logged as a line of JSON, without keys and message contents",
  }),
  logFullMessages: boolean({
    flag: "log-messages",
    default: false,
    about: "log message contents, too, and show them on the dashboard; what looks like a secret is left out",
  }),
  logMaxMegabytes: integer({
    flag: "log-size",
    placeholder: "MB",
    default: 100,
    least: 1,
    about: "size at which the log is rotated; the old one gets the ending .1",
  }),
  openTelemetry: boolean({
    flag: "open-telemetry",
    default: false,
    about: "record requests with the OpenTelemetry SDK that the process has loaded",
  }),
  logKeep: integer({ flag: "log-keep", default: 5, least: 0, about: "how many rotated logs are kept" }),
} as const;
