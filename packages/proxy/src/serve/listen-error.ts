/** The proxy could not start to listen. */
export class ListenError extends Error {
  override readonly name = "ListenError";

  constructor(host: string, port: number, cause: NodeJS.ErrnoException) {
    super(reason(host, port, cause), { cause });
  }
}

function reason(host: string, port: number, { code, message }: NodeJS.ErrnoException): string {
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} on ${host} is in use. End what listens there, or choose another with --port.`;
    case "EACCES":
      return `This user may not listen on port ${port}. Choose one above 1023 with --port.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `${host} is no address of this machine. Choose another with --host.`;
    default:
      return `The proxy cannot listen on ${host} port ${port}: ${message}.`;
  }
}
