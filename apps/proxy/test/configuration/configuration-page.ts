import { fileURLToPath } from "node:url";
import {
  CONFIG_OPTION,
  expectation,
  flagText,
  OPTION_GROUPS,
  type Option,
  type OptionGroup,
} from "@headroom/proxy/config";
import { table } from "../providers-page/table.js";

/** The page that the test writes. */
export const PAGE = fileURLToPath(new URL("../../../../docs/configuration.md", import.meta.url));

/** All options of the proxy, as Markdown. */
export function configurationPage(): string {
  return `# Configuration

<!-- Written by the test in apps/proxy/test/configuration: pnpm exec vitest run configuration --update -->

Configure \`headroom proxy\` with flags, environment variables or a JSON file. A flag overrides a variable, a variable overrides
the file, and the file overrides the default. An invalid value stops the proxy at startup, with one line that says where the value
is and what is allowed.

Name the file with \`--config FILE\` or \`${CONFIG_OPTION.env}\`. It contains options by name:

\`\`\`json
{ "port": 9000, "profile": "lossless", "verbatimTools": ["mcp__wiki__*"] }
\`\`\`

- \`headroom optimize\` reads the same file and uses the options that concern the body of a request.
- In a variable, separate the items of a list with commas, and write booleans as \`true\` or \`false\`.
- On the command line, put \`no-\` before a flag without a value to turn it off, as in \`--no-cache\`.
- Upstream addresses are also read from ${"`OPENAI_TARGET_API_URL`, `ANTHROPIC_TARGET_API_URL`, `GOOGLE_TARGET_API_URL`"} and so
  on, one for each provider.
- In code, \`readProxyConfig\` and \`PROXY_OPTIONS\` of \`@headroom/proxy/config\` read the same options; pass the result to
  \`runServer\` of \`@headroom/proxy\`.

${OPTION_GROUPS.map(section).join("\n\n")}
`;
}

function section({ title, options }: OptionGroup): string {
  const rows = Object.entries(options).map(([name, option]) => row(name, option));
  return `## ${title}\n\n${table(["option", "flag", "variable", "values", "default", "what it does"], rows)}`;
}

function row(name: string, option: Option): readonly string[] {
  const { type, flag, env, about } = option;
  return [
    code(name),
    flag === undefined ? "–" : code(flagText(option)),
    env === undefined ? "–" : code(env),
    type.kind === "data" ? "an object" : expectation(type),
    defaultOf(option),
    `${about[0]?.toUpperCase()}${about.slice(1)}.`,
  ];
}

function defaultOf({ default: usual, defaultText, type }: Option): string {
  if (defaultText !== undefined) return defaultText;
  if (usual === undefined || type.kind === "list") return "none";
  return code(String(usual));
}

function code(text: string): string {
  return `\`${text}\``;
}
