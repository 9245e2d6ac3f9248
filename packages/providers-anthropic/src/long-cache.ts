import { asArray, asObject, type JsonValue } from "@headroom/core";

/** Whether one of a request's cache markers asks for the life of an hour. */
export function asksForLongCache(body: JsonValue): boolean {
  const request = asObject(body);
  if (request === undefined) return false;
  const contents = (asArray(request.messages) ?? []).map((message) => asObject(message)?.content);
  const lists = [request.tools, request.system, ...contents].map((list) => asArray(list) ?? []);
  return [request, ...lists.flat()].some(isLong);
}

function isLong(value: JsonValue): boolean {
  return asObject(asObject(value)?.cache_control)?.ttl === "1h";
}
