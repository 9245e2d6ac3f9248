const MAX_LENGTH = 1000;
/** Words of a name, at most: more are a sentence. */
const MAX_WORDS = 4;
/** How no name begins. */
const OTHERWISE = /^[a-z[{"'-]/;

/**
 * Whether a line may be the names of columns: several groups of words apart from one another, each with a capital or a sign
 * in front, and no digits.
 */
export function isHeader(line: string): boolean {
  if (line.length > MAX_LENGTH || /\d/.test(line)) return false;
  const names = line.trim().split(/ {2,}/);
  return names.length > 1 && names.every((name) => !OTHERWISE.test(name) && name.split(" ").length <= MAX_WORDS);
}
