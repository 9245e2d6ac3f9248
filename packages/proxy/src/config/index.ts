/** What a proxy can be told: one table of options, from which files, flags, variables, help and documentation come. */
export { ConfigError, type ConfigSource } from "./config-error.js";
export { type OptimizationValues, optimizationOf } from "./optimization-of.js";
export {
  addresses,
  boolean,
  choice,
  data,
  integer,
  list,
  number,
  type Option,
  type OptionTable,
  type OptionType,
  optionalInteger,
  optionalNumber,
  optionalText,
  text,
  type ValuesOf,
} from "./option.js";
export { flagText, optionHelp } from "./option-help.js";
export { OPTIMIZER_OPTIONS } from "./options/optimization-options.js";
export { OPTION_GROUPS, type OptionGroup, PROXY_OPTIONS, type ProxyConfig } from "./proxy-options.js";
export { readConfigFile } from "./read-file.js";
export {
  type Environment,
  type FileValues,
  type OptionSources,
  type OptionsRead,
  readOptions,
} from "./read-options.js";
export { readOptionsWithFile } from "./read-options-with-file.js";
export { CONFIG_OPTION, readProxyConfig } from "./read-proxy-config.js";
export { expectation } from "./read-value.js";
