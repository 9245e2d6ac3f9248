const NAMES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text as it stands in HTML, also within attributes. */
export function htmlText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => NAMES[character] as string);
}
