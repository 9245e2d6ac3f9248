import { globSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { Comment, Converter, ReflectionKind } from "typedoc";
import { packageEntries } from "./scripts/package-entries.ts";

/** What each entry is imported as, by its source file. */
const entries = new Map(
  globSync("packages/*/package.json").flatMap((manifest) => {
    const folder = dirname(manifest);
    const { name } = JSON.parse(readFileSync(manifest, "utf8"));
    return Object.entries(packageEntries(folder).library).map(([output, source]) => [
      `${folder}/${source}`,
      `${name}/${output}`.replace(/\/index$/, ""),
    ]);
  }),
);

/** Names modules as they are imported, and describes them by the sentence at the top of their entry. */
function describeModules(app) {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const module of project.getReflectionsByKind(ReflectionKind.Module)) {
      const file = module.sources?.[0]?.fileName;
      if (!entries.has(file)) continue;
      module.name = entries.get(file);
      const [, comment] = /^\/\*\*([\s\S]*?)\*\//.exec(readFileSync(file, "utf8")) ?? [];
      const text = comment?.replaceAll(/\n \* ?/g, "\n").trim();
      if (text !== undefined) module.comment = new Comment([{ kind: "text", text }]);
    }
  });
}

/** The reference of all packages, by what their doors export. */
export default {
  name: "Headroom",
  entryPoints: [...entries.keys()].sort(),
  tsconfig: "tsconfig.api.json",
  out: "docs/api",
  readme: "docs/README.md",
  plugin: [describeModules],
  excludeExternals: true,
  excludePrivate: true,
  treatWarningsAsErrors: true,
  packagesRequiringDocumentation: [...new Set([...entries.values()].map((name) => name.split("/", 2).join("/")))],
  validation: { notExported: true, invalidLink: true, invalidPath: true, notDocumented: true },
  requiredToBeDocumented: ["Module", "Class", "Interface", "TypeAlias", "Function", "Variable", "Enum"],
  // Members of types without a name, which stand under what has one.
  intentionallyNotDocumented: [
    "@headroom/core.FetchLike.__type.__type.headers.__type.get",
    "@headroom/core.FetchLike.__type.__type.text",
    "@headroom/proxy/config.OptionType.__type.check",
    "@headroom/sdk.createMemoryStorage.__type.close",
    "@headroom/sdk.createMemoryStorage.__type.count",
    "@headroom/sdk.createMemoryStorage.__type.get",
    "@headroom/sdk.createMemoryStorage.__type.getSummaryStats",
    "@headroom/sdk.createMemoryStorage.__type.iterAll",
    "@headroom/sdk.createMemoryStorage.__type.query",
    "@headroom/sdk.createMemoryStorage.__type.save",
    "@headroom/sdk.runnableRetrieveTools.__type.anthropic.__type.parse",
    "@headroom/sdk.runnableRetrieveTools.__type.anthropic.__type.run",
    "@headroom/sdk.runnableRetrieveTools.__type.google.__type.callTool",
    "@headroom/sdk.runnableRetrieveTools.__type.google.__type.tool",
    "@headroom/sdk.runnableRetrieveTools.__type.openai.__type.function.__type.function",
  ],
};
