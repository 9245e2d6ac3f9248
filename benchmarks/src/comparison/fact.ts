/** Something that a tool output says, by strings that all have to stand in a text for it to be read there. */
export interface Fact {
  /** Needles, errors and anomalies were planted; a row is any other, and stands for all that nobody asked about yet. */
  readonly kind: "needle" | "error" | "anomaly" | "row";
  readonly parts: readonly string[];
}

/** Whether a text says a fact. A part inside a longer word, such as `item/1` in `item/17`, does not count. */
export function says(text: string, { parts }: Fact): boolean {
  return parts.every((part) => stands(text, part));
}

function stands(text: string, part: string): boolean {
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + 1)) {
    if (!isWord(text.charAt(at - 1)) && !isWord(text.charAt(at + part.length))) return true;
  }
  return false;
}

function isWord(character: string): boolean {
  return /^[A-Za-z0-9]$/.test(character);
}
