const CHECKSUMS = ["content-md5", "digest", "content-digest", "repr-digest", "x-amz-content-sha256", "signature"];

/** Whether a body must go out as it is: it is compressed, or its bytes were signed or summed up in a header. */
export function isSealed(headers: Headers): boolean {
  const encoding = headers.get("content-encoding");
  if (encoding !== null && encoding.toLowerCase() !== "identity") return true;
  if (headers.get("authorization")?.startsWith("AWS4-") === true) return true;
  return CHECKSUMS.some((name) => headers.has(name));
}
