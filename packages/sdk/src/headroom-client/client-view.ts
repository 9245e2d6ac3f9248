import { type CallChoices, choicesOf, splitCall, withoutOwn } from "./per-call.js";

/** What a view of a client needs to know. */
export interface ViewSettings {
  /** The same client with the choices of a call. */
  variant(choices: CallChoices): object;
  /** The method `simulate` of the resource at a path, where it has one. */
  simulate(path: readonly string[]): Simulate | undefined;
}

type Params = Readonly<Record<string, unknown>>;
type Simulate = (params: Params, choices: CallChoices) => Promise<unknown>;
type Method = (...args: unknown[]) => unknown;

/**
 * What a client looks like from outside: its members, with the choices of a call taken out of its parameters.
 *
 * Methods run on the real objects, so that private members work, and come from the client that does what the call chose.
 */
export class ClientView {
  readonly #root: object;
  readonly #settings: ViewSettings;
  readonly #views = new WeakMap<object, object>();
  readonly #methods = new WeakMap<object, Map<PropertyKey, { readonly of: Method; readonly method: Method }>>();

  constructor(root: object, settings: ViewSettings) {
    this.#root = root;
    this.#settings = settings;
  }

  /** A member of the client. */
  member(key: PropertyKey): unknown {
    return this.#memberOf(this.#root, key, []);
  }

  has(key: PropertyKey): boolean {
    return Reflect.has(this.#root, key);
  }

  #memberOf(owner: object, key: PropertyKey, path: readonly string[]): unknown {
    const value: unknown = Reflect.get(owner, key, owner);
    if (typeof key !== "string" || key === "constructor" || isFixed(owner, key)) return value;
    if (typeof value === "function") return this.#method(owner, key, value as Method, path);
    return isResource(value) ? this.#view(value, [...path, key]) : value;
  }

  #view(resource: object, path: readonly string[]): object {
    const known = this.#views.get(resource);
    if (known !== undefined) return known;
    const simulate = "simulate" in resource ? undefined : this.#settings.simulate(path);
    const view = new Proxy(resource, {
      get: (target, key) =>
        key === "simulate" && simulate !== undefined ? withCleanParams(simulate) : this.#memberOf(target, key, path),
      has: (target, key) => (key === "simulate" && simulate !== undefined) || Reflect.has(target, key),
    });
    this.#views.set(resource, view);
    return view;
  }

  #method(owner: object, key: string, of: Method, path: readonly string[]): Method {
    const methods = this.#methods.get(owner) ?? new Map();
    this.#methods.set(owner, methods);
    const known = methods.get(key);
    if (known?.of === of) return known.method;
    const method: Method = (...given) => {
      const { args, choices } = splitCall(given);
      if (choices === undefined) return Reflect.apply(of, owner, args);
      const other = ownerAt(this.#settings.variant(choices), path);
      return Reflect.apply(Reflect.get(other, key, other) as Method, other, args);
    };
    // Some methods carry members of their own.
    const whole = Object.assign(method, of);
    methods.set(key, { of, method: whole });
    return whole;
  }
}

function withCleanParams(simulate: Simulate) {
  return async (params: Params) => simulate(withoutOwn(params), choicesOf(params));
}

function ownerAt(root: object, path: readonly string[]): object {
  return path.reduce<object>((owner, key) => Reflect.get(owner, key, owner) as object, root);
}

/** A part of a client: an instance of one of the SDK's classes, and no plain data. */
function isResource(value: unknown): value is object {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype !== null && prototype !== Object.prototype && !isBuiltin(value);
}

const BUILTINS = [Promise, Map, Set, WeakMap, Date, RegExp, URL, Headers, Error, AbortSignal, AbortController];

function isBuiltin(value: object): boolean {
  return BUILTINS.some((builtin) => value instanceof builtin) || ArrayBuffer.isView(value);
}

/** Whether a view must give the value itself. */
function isFixed(owner: object, key: string): boolean {
  const descriptor = Reflect.getOwnPropertyDescriptor(owner, key);
  return descriptor !== undefined && descriptor.configurable === false && descriptor.writable === false;
}
