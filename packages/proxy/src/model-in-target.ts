/**
 * The model that stands in the address of a request, as in Google's, or `undefined` where none does.
 *
 * @example
 * modelInTarget("/v1beta/models/gemini-3.5-flash:generateContent?alt=sse"); // "gemini-3.5-flash"
 */
export function modelInTarget(target: string): string | undefined {
  const encoded = /^[^?]*\/(?:models|tunedModels)\/([^/?:]+):/.exec(target)?.[1];
  if (encoded === undefined) return undefined;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}
