/** The least that a proxy can be: node:http in front of undici's Pool. Usage: bare-proxy.ts UPSTREAM. Tells its port its parent. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Pool } from "undici";

const pool = new Pool(process.argv[2] as string, { headersTimeout: 600_000, bodyTimeout: 0, allowH2: false });

const server = createServer({ keepAliveTimeout: 60_000 }, (incoming, response) => {
  const { host: _, connection: __, "content-length": ___, ...headers } = incoming.headers;
  const chunks: Buffer[] = [];
  incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
  incoming.on("end", () => {
    const body = Buffer.concat(chunks);
    pool.stream(
      { path: incoming.url ?? "/", method: incoming.method ?? "GET", headers, body },
      (answer) => {
        const { connection: ____, "keep-alive": _____, "transfer-encoding": ______, ...kept } = answer.headers;
        response.writeHead(answer.statusCode, kept);
        return response;
      },
      () => {},
    );
  });
});
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
