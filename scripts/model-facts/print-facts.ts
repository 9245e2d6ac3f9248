import type { FactList } from "../../packages/core/src/models/model-facts.ts";

const HEAD = `import type { FactList } from "@headroom/core";

/** Written by scripts/refresh-model-facts.ts, which keeps older prices; read its diff before you commit it. */
export const LISTED_FACTS: FactList = `;

/** A list of facts as a module; the formatter gives it its final shape. */
export function printFacts({ sources, models }: FactList): string {
  const lines = [
    "{",
    `sources: {${Object.entries(sources)
      .map(([id, source]) => `${JSON.stringify(id)}: ${JSON.stringify(source)},`)
      .join("\n")}},`,
    "models: {",
    ...Object.entries(models).flatMap(([model, facts]) => [
      `${JSON.stringify(model)}: {`,
      ...Object.entries(facts).map(([name, value]) => `${name}: ${JSON.stringify(value)},`),
      "},",
    ]),
    "},",
    "};",
    "",
  ];
  return HEAD + lines.join("\n");
}
