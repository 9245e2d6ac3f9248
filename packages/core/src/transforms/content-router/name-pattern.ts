/** Whether a name fits a pattern in which `*` stands for any characters, whatever their case. Linear in the name. */
export function fitsPattern(name: string, pattern: string): boolean {
  const lowered = name.toLowerCase();
  const [first = "", ...rest] = pattern.toLowerCase().split("*");
  const last = rest.pop();
  if (last === undefined) return lowered === first;
  if (!lowered.startsWith(first)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = lowered.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return lowered.length - last.length >= at && lowered.endsWith(last);
}
