import { fileURLToPath } from "node:url";
import type { Provider, ProviderCounting } from "@headroom/core";
import { locksSeen } from "./locks-seen.js";
import { modelsSection, unverifiedSection } from "./models-section.js";
import { table } from "./table.js";

/** The page that the test writes. */
export const PAGE = fileURLToPath(new URL("../../../../docs/providers.md", import.meta.url));

/** What is known about providers, as Markdown. */
export function providersPage(providers: readonly Provider[]): string {
  // A gateway has the models of the others.
  const makers = providers.filter(({ name }) => name !== "litellm");
  return `# What is known about providers

<!-- Written by the test in apps/proxy/test/providers-page: pnpm exec vitest run providers-page --update -->

Facts are data in the provider packages, each with its source and the day on which it was compared with it;
\`pnpm exec node scripts/refresh-model-facts.ts\` compares limits and prices with public lists again. Your own facts go into
\`models\` of the options or of the configuration file.

## Counting

${table(["provider", "text, exactly", "by the provider itself", "estimated otherwise: least to most, against o200k"], providers.map(countingRow))}

[Counting tokens](counting.md) says what these counts are worth.

## Usage

Where answers say the counts of the usage record.

${table(["provider", "record", "fields"], providers.flatMap(usageRows))}

## Locks

Kinds of parts that are never edited, or of which some are not, and why, as the requests in the provider packages show. Of
the others only tool results are edited; the rest is read.

${table(["dialect", "with locks", "without"], providers.flatMap(lockRows))}

## Models

Prices are dollars for a million tokens: input / cache read / cache write / cache write with the longer life / output; \`–\`
where there is none of its own. Above a cliff the whole request costs more.

${makers.map(modelsSection).join("\n\n")}

## Sources

${table(["name in the tables", "what it is", "compared on", "the maker's own"], sourceRows(makers))}

## Facts that are not verified

They rest on one source that is not the maker's, or on none, or sources differ.

${makers
  .map(unverifiedSection)
  .filter((section) => section !== "")
  .join("\n\n")}
`;
}

function sourceRows(providers: readonly Provider[]): readonly (readonly string[])[] {
  const sources = new Map(providers.flatMap(({ models }) => Object.entries(models.sources)));
  return [...sources].map(([id, { name, url, verifiedOn, official }]) => [
    `\`${id}\``,
    `[${name}](${url})`,
    verifiedOn,
    official ? "yes" : "no",
  ]);
}

function countingRow({ title, counting }: Provider): readonly string[] {
  const official = counting?.official;
  return [
    title,
    counting?.vocabularies.join(", ") || "no",
    official === undefined
      ? "no means"
      : `\`${official.endpoint}\`, ${official.counts}s${official.exact ? ", exact" : ""}`,
    counting === undefined ? "any vocabulary" : boundsInWords(counting),
  ];
}

function boundsInWords({ scales }: ProviderCounting): string {
  return scales
    .map(({ name, scales: classes, basis }) => {
      const spans = Object.entries(classes).map(([kind, { lower, upper }]) => `${kind} ${lower}–${upper}`);
      return `${name} (${basis}): ${spans.join(", ")}`;
    })
    .join("; ");
}

function usageRows({ title, counting }: Provider): readonly (readonly string[])[] {
  const fields = new Map<string, string[]>();
  for (const { field, is } of counting?.usage ?? []) fields.set(is, [...(fields.get(is) ?? []), `\`${field}\``]);
  return [...fields].map(([is, paths]) => [title, `\`${is}\``, paths.join(", ")]);
}

function lockRows({ name, dialects }: Provider): readonly (readonly string[])[] {
  return dialects
    .filter((dialect) => name !== "litellm" || dialect.name.startsWith("litellm"))
    .map((dialect) => {
      const seen = [...locksSeen(name, dialect)].sort(([a], [b]) => (a < b ? -1 : 1));
      const locked = seen.filter(([, locks]) => locks.size > 0);
      const free = seen.filter(([, locks]) => locks.size === 0);
      return [
        `\`${dialect.name}\``,
        locked.map(([kind, locks]) => `${kind} (${[...locks].sort().join(", ")})`).join("; ") || "nothing",
        free.map(([kind]) => kind).join(", "),
      ];
    });
}
