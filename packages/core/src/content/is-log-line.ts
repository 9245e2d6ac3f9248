const TIME =
  /^[[(<]?(?:\d{4}[-/.]\d\d[-/.]\d\d[T _]|\d\d?:\d\d:\d\d|[A-Z][a-z]{2} +\d{1,2} \d\d:\d\d:\d\d|\d{10}|time=)/;
const LEVEL = /^[[(<]?(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL)\b/;

/** A line that begins with a time or a level belongs to a log: its words are no cells, however they are spaced. */
export function isLogLine(line: string): boolean {
  return TIME.test(line) || LEVEL.test(line);
}
