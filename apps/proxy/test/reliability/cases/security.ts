import { type Case, check, PROXY } from "../case.js";

/** Secrets, addresses, and what clients rely on. */
export const SECURITY_CASES: readonly Case[] = [
  {
    id: "H1",
    fault: "secrets in headers, URLs, bodies and responses",
    expected: "they appear in no log, metric or error",
    checks: check(
      `${PROXY}observability.test.ts`,
      "appear in no sink",
      "has what was said only when told so, and no secret in it",
    ),
  },
  {
    id: "H2",
    fault: "requests that name other hosts, in request lines, paths or tunnels",
    expected: "only the configured upstream is contacted; redirects are not followed",
    checks: [
      ...check(`${PROXY}control.test.ts`, "reach nothing but the configured upstream"),
      ...check(`${PROXY}requests.test.ts`, "that name another host in the request line are refused"),
      ...check(`${PROXY}answers.test.ts`, "that redirect are passed on, not followed"),
      ...check(`${PROXY}connections.test.ts`, "must name this machine where the proxy listens on a loopback address"),
    ],
  },
  {
    id: "H3",
    fault: "what Claude Code, Codex and the SDKs need",
    expected:
      "query and beta headers pass, WebSocket is refused with 426, errors keep their text; the real programs run",
    checks: [
      ...check(`${PROXY}connections.test.ts`, "get 426, and the connection goes on"),
      ...check(`${PROXY}requests.test.ts`, "keep unknown headers, their case, order and repetition"),
      ...check(`${PROXY}anthropic-client.test.ts`, "gets errors with their status, headers and body"),
      ...check(`${PROXY}openai-client.test.ts`, "tries again after 500 and 429, with the same bytes"),
    ],
  },
];
