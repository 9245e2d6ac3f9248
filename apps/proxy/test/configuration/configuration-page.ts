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

\`headroom proxy\` is told what to do by flags, by environment variables and by a JSON file. A flag goes before a variable, a
variable before the file, and the file before the default. A value that an option does not take is refused at the start, in one
line that says where it stands and what it may be.

The file is named by \`--config FILE\` or by \`${CONFIG_OPTION.env}\`, and has the options by their names:

\`\`\`json
{ "port": 9000, "profile": "lossless", "verbatimTools": ["mcp__wiki__*"] }
\`\`\`

\`headroom optimize\` reads the same file and takes from it what concerns the body of a request. In a variable, the texts of a list
have commas between them, and what is on or off is \`true\` or \`false\`. On the command line, \`no-\` before a flag without a value
says no, as in \`--no-cache\`.

Addresses are also read from ${"`OPENAI_TARGET_API_URL`, `ANTHROPIC_TARGET_API_URL`, `GOOGLE_TARGET_API_URL`"} and so on, one for each
provider.

In code the same options are \`readProxyConfig\` and \`PROXY_OPTIONS\` of \`@headroom/proxy/config\`, and \`runServer\` of
\`@headroom/proxy\` takes what they give.

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
