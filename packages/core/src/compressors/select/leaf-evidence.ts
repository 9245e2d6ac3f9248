import { stringValue } from "../../json/json-node.js";
import { JsonKind, type JsonTree } from "../../json/json-tree.js";
import { isBadStatus, saysNothing, textEvidence } from "./error-words.js";
import { KeyTrait } from "./key-traits.js";
import { ErrorEvidence } from "./row-source.js";

const LOWER_F = 102;
const LOWER_T = 116;
/** Traits that let a value report an error by itself. */
const TELLING =
  KeyTrait.error | KeyTrait.status | KeyTrait.exitCode | KeyTrait.success | KeyTrait.httpStatus | KeyTrait.sort;

/**
 * Whether a scalar reports an error. `traits` are those of the member it belongs to; below an error field they include
 * {@link KeyTrait.error}. `hasCandidate` tells whether an error pattern may match within a string.
 */
export function leafEvidence(tree: JsonTree, node: number, traits: number, hasCandidate: boolean): ErrorEvidence {
  const kind = tree.kind[node];
  if (kind === JsonKind.string) {
    if ((traits & TELLING) === 0 && !hasCandidate) return ErrorEvidence.none;
    return stringEvidence(stringValue(tree, node), traits, hasCandidate);
  }
  if ((traits & TELLING) === 0) return ErrorEvidence.none;
  const states =
    kind === JsonKind.number ? numberStates(sourceNumber(tree, node), traits) : literalStates(tree, node, traits);
  return states ? ErrorEvidence.stated : ErrorEvidence.none;
}

function stringEvidence(value: string, traits: number, hasCandidate: boolean): ErrorEvidence {
  if (traits & KeyTrait.error && !saysNothing(value)) return ErrorEvidence.stated;
  if (traits & KeyTrait.status && isBadStatus(value)) return ErrorEvidence.stated;
  if (traits & KeyTrait.sort && /^(?:error|exception|failure|fault)s?$/i.test(value)) return ErrorEvidence.stated;
  if (traits & KeyTrait.success && /^false$/i.test(value)) return ErrorEvidence.stated;
  if (
    traits & (KeyTrait.httpStatus | KeyTrait.exitCode) &&
    /^\d{1,3}$/.test(value) &&
    numberStates(Number(value), traits)
  ) {
    return ErrorEvidence.stated;
  }
  // The words of an error field that says nothing are no evidence.
  return hasCandidate && !(traits & KeyTrait.error) ? textEvidence(value) : ErrorEvidence.none;
}

function numberStates(value: number, traits: number): boolean {
  if (traits & KeyTrait.error || traits & KeyTrait.exitCode) return value !== 0;
  return (traits & KeyTrait.httpStatus) !== 0 && Number.isInteger(value) && value >= 400 && value <= 599;
}

function literalStates(tree: JsonTree, node: number, traits: number): boolean {
  const first = tree.text.charCodeAt(tree.start[node] as number);
  if (traits & KeyTrait.error) return first === LOWER_T;
  return (traits & KeyTrait.success) !== 0 && first === LOWER_F;
}

function sourceNumber(tree: JsonTree, node: number): number {
  return Number(tree.text.slice(tree.start[node], tree.end[node]));
}
