import type { Recogniser } from "./volatile-span.js";

const DIRECTORY =
  /(?<=^|\n)(?<label>[ \t]*(?:[-*][ \t]+)?(?:\*\*)?(?:(?:primary|current|present|the)[ \t]+)?(?:working[ _]directory|directory|cwd|pwd|workspace(?:[ _](?:root|path|directory))?)(?:\*\*)?(?:[ \t]+is|[ \t]*[:=])(?:\*\*)?[ \t]*["'`]?|[ \t]*<(?:cwd|working_directory|workspace)>)(?<value>(?:\/|~|\.\.?\/|[A-Za-z]:[\\/]|\\\\)[^\n"'`<>]{0,500}?)(?=["'`]?[ \t]*(?:\r?\n|$|<\/))/gi;

/** Recognises the working directory on a line that names it. */
export const directories: Recogniser = (text) =>
  Array.from(text.matchAll(DIRECTORY), (match) => {
    const { label = "", value = "" } = match.groups ?? {};
    const start = match.index + label.length;
    return { kind: "directory", start, end: start + value.length, isNow: false };
  });
