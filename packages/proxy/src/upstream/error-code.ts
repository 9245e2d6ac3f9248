/** The stable code of an error of Node or undici. Where every address of a name failed, the code of the first failure. */
export function codeOf(error: Error): string {
  if (error instanceof AggregateError && error.errors[0] instanceof Error) return codeOf(error.errors[0]);
  const { code } = error as { code?: unknown };
  return typeof code === "string" ? code : error.name;
}

const NO_CONNECTION =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_.*|CERT_.*|DEPTH_ZERO_.*|SELF_SIGNED_.*|UNABLE_TO_.*)$/;

/** Whether an error says that there never was a connection, so that nothing of the request can have arrived. */
export function neverConnected(error: Error): boolean {
  return NO_CONNECTION.test(codeOf(error));
}
