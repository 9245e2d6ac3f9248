import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { createOrdersServer } from "./orders-server.ts";

process.stderr.write("orders are served\n");
await createOrdersServer().connect(new StdioServerTransport());
process.stdin.once("end", () => process.exit(3));
