/**
 * Which package may import which. The arrows are rules over folder names, so a new package falls under one of them by
 * its name. Tests obey the same arrows between workspace packages.
 */

/** Everything but code that ships: tests, their support and build configuration. */
const NOT_SHIPPED = "[.]test(-d)?[.]ts$|[.]test-support[.]ts$|/(test|scripts|bench)/|[.]config[.]ts$|/__fixtures__/";

/** One arrow: packages matching `from` may import, beyond themselves, only workspace packages matching `to`. */
function arrow(name, from, to) {
  return {
    name,
    comment: `${from} may import only: ${to || "no other package"}.`,
    severity: "error",
    from: { path: `^packages/(${from})/` },
    to: { path: "^(packages|apps|benchmarks)/", pathNot: `^packages/($1${to ? `|${to}` : ""})/` },
  };
}

const PROVIDERS = "providers-[^/]+";
/** Packages for a framework, which they take as a peer. */
const INTEGRATIONS = "langchain|vercel-ai";
/** Packages beside providers that need core alone. */
const CORE_ONLY = `tokenizers|stores|relevance|mcp|${INTEGRATIONS}`;
/** A gateway to models of several makers takes their facts from their packages. */
const GATEWAYS = "providers-litellm";

export default {
  forbidden: [
    {
      name: "core-imports-nothing",
      comment: "core runs on every JavaScript runtime: no dependency and no builtin module.",
      severity: "error",
      from: { path: "^packages/core/src/", pathNot: NOT_SHIPPED },
      to: { pathNot: "^packages/core/src/" },
    },
    {
      name: "core-pipeline-on-top",
      comment: "In core, only its entries stand above the pipeline: what the pipeline runs knows nothing of it.",
      severity: "error",
      from: {
        path: "^packages/core/src/",
        pathNot: `^packages/core/src/((pipeline|integration)/|index[.]ts$)|${NOT_SHIPPED}`,
      },
      to: { path: "^packages/core/src/pipeline/" },
    },
    {
      name: "core",
      comment: "core imports no other package; its laws and shapes are tested with the real dialects.",
      severity: "error",
      from: { path: "^packages/core/", pathNot: "^packages/core/test/(laws|shapes)/" },
      to: { path: "^(packages|apps|benchmarks)/", pathNot: "^packages/core/" },
    },
    arrow("core-only", `${CORE_ONLY}|(?!${GATEWAYS}/)${PROVIDERS}`, "core"),
    arrow("gateways", GATEWAYS, `core|${PROVIDERS}`),
    arrow("sdk", "sdk", `core|tokenizers|stores|relevance|${PROVIDERS}`),
    arrow("proxy", "proxy", `core|tokenizers|stores|relevance|${PROVIDERS}`),
    {
      name: "package-without-arrow",
      comment: "A package that no arrow names: say in this file what it may import.",
      severity: "error",
      from: {
        path: "^packages/([^/]+)/",
        pathNot: `^packages/(core|${CORE_ONLY}|sdk|proxy|${PROVIDERS})/`,
      },
      to: { path: "^(packages|apps|benchmarks)/", pathNot: "^packages/$1/" },
    },
    {
      name: "apps-benchmarks-and-examples-are-leaves",
      comment: "Nothing imports an app, the benchmarks or the examples.",
      severity: "error",
      from: { path: "^(packages/[^/]+|apps/[^/]+|benchmarks|examples)/" },
      to: { path: "^(apps/[^/]+|benchmarks|examples)/", pathNot: "^$1/" },
    },
    {
      name: "entry-points-only",
      comment: "Import another package by its name, never a file inside it.",
      severity: "error",
      from: { path: "^(packages/[^/]+|apps/[^/]+|benchmarks|examples)/" },
      to: {
        path: "^packages/",
        pathNot: [
          "^$1/",
          "^packages/[^/]+/src/index[.]ts$",
          "^packages/[^/]+/src/[^/]+/index[.]ts$",
          "^packages/core/test/",
        ],
      },
    },
    {
      name: "contract-suites-are-for-tests",
      comment: "What core's test folder offers to other packages is for their tests.",
      severity: "error",
      from: { path: "^(packages|apps)/[^/]+/src/", pathNot: NOT_SHIPPED },
      to: { path: "^packages/[^/]+/test/" },
    },
    {
      name: "no-circular",
      comment: "Two files that import each other are one idea in two places. Cycles of types alone are harmless.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-dev-dependency-in-shipped-code",
      comment: "Shipped code needs it at run time: list it in the dependencies or peerDependencies of the package.",
      severity: "error",
      from: { path: "^(packages|apps)/[^/]+/src/", pathNot: NOT_SHIPPED },
      to: {
        dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"],
        dependencyTypesNot: ["npm", "npm-peer", "npm-optional", "local", "aliased"],
      },
    },
    {
      name: "not-to-unresolvable",
      comment: "The module does not exist, or package.json does not list it.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.paths.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "/(dist|[.]turbo)/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
