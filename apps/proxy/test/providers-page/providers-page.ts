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
  return `# Providers

<!-- Written by the test in apps/proxy/test/providers-page: pnpm exec vitest run providers-page --update -->

This page lists what Headroom knows about providers and their models. The facts are data in the provider packages, each with its
source and the day on which it was last checked against it; \`pnpm exec node scripts/refresh-model-facts.ts\` compares limits and
prices with public lists again. To override a fact, set \`models\` in the options or in the configuration file.

## Counting

${table(["provider", "exact count of text", "count by the provider", "estimate otherwise: lowest to highest factor on o200k"], providers.map(countingRow))}

[Counting tokens](counting.md) explains how accurate these counts are.

## Usage

Which fields of a response fill the usage record.

${table(["provider", "record", "fields"], providers.flatMap(usageRows))}

## Locks

Locked parts are never edited. The second column lists the kinds of parts of which all or some are locked, and why, as seen in the
example requests of the provider packages. Of everything that is not locked, only tool results are edited; the rest is only read.

${table(["dialect", "locked, at least in part", "not locked"], providers.flatMap(lockRows))}

## Models

Prices are in dollars per million tokens: input / cache read / cache write / cache write with the longer lifetime / output; \`–\`
means that there is no separate price. Above a stated number of input tokens, the whole request costs more.

${makers.map(modelsSection).join("\n\n")}

## Sources

${table(["source", "what it is", "checked on", "official"], sourceRows(makers))}

## Unverified facts

Each of these rests on a single unofficial source or on none, or its sources disagree.

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
      ? "no endpoint"
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
