/** What a field's name tells about its values. Traits are bits and add up. */
export const KeyTrait = {
  /** Says what went wrong; empty, zero or false where nothing did. */
  error: 1,
  /** The state of something: status, level, severity, result. */
  status: 2,
  /** Zero where a process ended well. */
  exitCode: 4,
  /** False where something went wrong. */
  success: 8,
  /** May hold an HTTP status. */
  httpStatus: 16,
  /** Divides the rows into sorts: type, kind, category. */
  sort: 32,
  /** Names the row. */
  identity: 64,
  time: 128,
  /** Looks like a number and is none. */
  version: 256,
  /** A part of a date or of a time of day. */
  calendar: 512,
} as const;

const ERROR_HEADS = words(
  "error errors err exception exceptions failure failures failed fault faults fatal fatals critical panic traceback stacktrace crash crashed",
);
/** Words that may stand with an error word and still name an error: `last_error_message`, but not `error_rate`. */
const ERROR_COMPANIONS = words(
  "message messages msg code codes type reason reasons count counts detail details text name string class description last " +
    "first root has is num number n total info stack trace summary list kind status response body event events cause",
);
const STATUS = words(
  "status state level loglevel lvl severity result outcome conclusion phase health condition reason verdict",
);
const SORT = words("type kind category class event action mode method role group channel source");
const SUCCESS = words("success successful succeeded ok passed healthy");
const IDENTITY = words("id ids uid uuid guid key number no num pk sha hash index oid");
const TIME = words("time timestamp ts date at created updated modified started ended expires epoch");

const CALENDAR = words("year month day weekday hour minute second millisecond microsecond nanosecond");

/** Traits of a field, from its own name (not the dotted path). */
export function keyTraits(key: string): number {
  const parts = key.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+/g)?.map((part) => part.toLowerCase()) ?? [];
  if (parts.length === 0) return 0;
  const has = (set: ReadonlySet<string>): boolean => parts.some((part) => set.has(part));
  const joined = parts.join("");
  let traits = 0;
  if (has(ERROR_HEADS) && parts.every((part) => ERROR_HEADS.has(part) || ERROR_COMPANIONS.has(part)))
    traits |= KeyTrait.error;
  if (has(STATUS)) traits |= KeyTrait.status;
  if (/^(?:exit|return|ret)(?:code|status|value)?$|^rc$/.test(joined)) traits |= KeyTrait.exitCode;
  else if (parts.includes("status") || /^(?:http|response|result)?code$/.test(joined)) traits |= KeyTrait.httpStatus;
  if (parts.every((part) => SUCCESS.has(part) || part === "is" || part === "was")) traits |= KeyTrait.success;
  if (SORT.has(parts.at(-1) as string)) traits |= KeyTrait.sort;
  if (IDENTITY.has(parts.at(-1) as string)) traits |= KeyTrait.identity;
  if (TIME.has(parts.at(-1) as string) || parts.includes("timestamp")) traits |= KeyTrait.time;
  if (parts.includes("version")) traits |= KeyTrait.version;
  if (CALENDAR.has(joined)) traits |= KeyTrait.calendar;
  return traits;
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}
