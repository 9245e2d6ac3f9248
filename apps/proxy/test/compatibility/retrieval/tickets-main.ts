import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { createTicketsServer } from "./tickets-server.js";

await createTicketsServer().connect(new StdioServerTransport());
process.stdin.once("end", () => process.exit());
