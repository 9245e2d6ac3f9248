import { scanJson } from "./scan-json.js";

/** Whether a text is one JSON document. */
export function isJson(text: string): boolean {
  try {
    scanJson(text);
    return true;
  } catch {
    return false;
  }
}
