const MOMENT = /^"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}[\d:.,]*(?:Z|[+-]\d{2}:?\d{2})?)?"$/;
const ZONE = /(?:Z|[+-]\d{2}:?\d{2})?"$/;
const LONGEST = 40;

/** Whether a JSON string is a date or a date with a time, as ISO 8601 writes them. */
export function isMoment(source: string): boolean {
  return source.length <= LONGEST && MOMENT.test(source);
}

/** Whether a text is a moment written as the given moment is, in the same zone: then they are in the order of their texts. */
export function isWrittenLike(moment: string, source: string): boolean {
  if (source.length !== moment.length) return false;
  const zone = moment.search(ZONE);
  for (let i = 0; i < source.length; i++) {
    const [a, b] = [source.charCodeAt(i), moment.charCodeAt(i)];
    if (a !== b && !(i < zone && isDigit(a) && isDigit(b))) return false;
  }
  return true;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
