import { expect, it } from "vitest";
import { sortedJson } from "./sorted-json.js";

it("sorts the members of all objects and leaves everything else", () => {
  expect(sortedJson(' { "b" : [ 3, 1.0, {"z":1,"y":2} ], "a" : "\\u0041\\/", "10": null } ')).toBe(
    '{"10":null,"a":"A/","b":[3,1.0,{"y":2,"z":1}]}',
  );
  expect(sortedJson('{"a":12345678901234567890,"a":1}')).toBe('{"a":12345678901234567890,"a":1}');
  expect(sortedJson("no json")).toBe("no json");
  expect(sortedJson("[]")).toBe("[]");
});
