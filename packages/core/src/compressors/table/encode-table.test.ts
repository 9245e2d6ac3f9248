import { describe, expect, test } from "vitest";
import { childNodes } from "../../json/json-node.js";
import { scanJson } from "../../json/scan-json.js";
import { decodeJson } from "./decode-json.js";
import { encodeTable } from "./encode-table.js";
import type { Wording } from "./plan/plan-records.js";

/** The table of all children of a document, checked to stand for the document. */
function tableOf(json: string, wording: Wording = {}): string {
  const tree = scanJson(json);
  const table = encodeTable(tree, childNodes(tree, 0), { ...wording, keyed: json.startsWith("{") }) ?? "none";
  if (table !== "none") expect(decodeJson(table)).toBe(json);
  return table;
}

const rows = (count: number, row: (k: number) => unknown): string =>
  JSON.stringify(Array.from({ length: count }, (_, k) => row(k)));

describe("a table", () => {
  test("says what is the same in every row once", () => {
    expect(tableOf(rows(3, (k) => ({ id: k, state: "open", locked: false, note: null })))).toBe(
      "in every row: state: open,locked: false,note: null\n3 rows: id\n0\n1\n2",
    );
  });

  test("keeps columns in the order of the keys, and says where facts stood between them", () => {
    expect(tableOf(rows(2, (k) => ({ a: k, b: 1, c: k + 5, d: 2 })))).toBe(
      "in every row: b: 1,d: 2\nkey order: 1111\n2 rows: a,c\n0,5\n1,6",
    );
  });

  test("tells null, an empty text, nothing, an empty object and an empty array apart", () => {
    const values = ['"a":null,', '"a":"",', "", '"a":{},', '"a":[],'];
    expect(tableOf(`[${values.map((value, k) => `{${value}"b":${k}}`).join(",")}]`)).toBe(
      '5 rows: a,b\nnull,0\n"",1\n,2\n{},3\n[],4',
    );
  });

  test("keeps the text of numbers and quotes texts that look like something else", () => {
    const values = [
      "1.0",
      "-0",
      "1e3",
      "12345678901234567890",
      '"12"',
      '"true"',
      "true",
      '"a,b"',
      '" x"',
      '"~1"',
      '"[x"',
      '"two words"',
      '"\\ud800"',
    ];
    expect(tableOf(`[${values.map((value, k) => `{"a":${value},"b":${k % 2}}`).join(",")}]`)).toBe(
      [
        "13 rows: a,b",
        ...[
          "1.0,0",
          "-0,1",
          "1e3,0",
          "12345678901234567890,1",
          '"12",0',
          '"true",1',
          "true,0",
          '"a,b",1',
          '" x",0',
          '"~1",1',
        ],
        ...['"[x",0', "two words,1", '"\\ud800",0'],
      ].join("\n"),
    );
  });

  test("says columns by means of others", () => {
    expect(
      tableOf(
        rows(3, (k) => ({
          id: 41 + k,
          url: `https://host.test/items/${41 + k}`,
          raw: `https://host.test/items/${41 + k}/raw`,
        })),
      ),
    ).toBe("in every row: url: https://host.test/items/{id},raw: {url}/raw\n3 rows: id\n41\n42\n43");
  });

  test("says what is asked for, and what names the rows, as it is", () => {
    const pods = rows(3, (k) => ({
      name: `web-5f7c9-${k}`,
      image: `hub.test/web:1.${k}`,
      log: `/logs/web-5f7c9-${k}`,
    }));
    expect(tableOf(pods)).toBe(
      "in every row: image: hub.test/web:1.{_},log: /logs/{name}\n3 rows: name,image\nweb-5f7c9-0,0\nweb-5f7c9-1,1\nweb-5f7c9-2,2",
    );
    expect(tableOf(pods, { asked: (key) => key === "log" })).toBe(
      [
        "in every row: image: hub.test/web:1.{_}",
        ...["3 rows: name,image,log", "web-5f7c9-0,0,/logs/web-5f7c9-0", "web-5f7c9-1,1,/logs/web-5f7c9-1"],
        "web-5f7c9-2,2,/logs/web-5f7c9-2",
      ].join("\n"),
    );
  });

  test("looks for names in the object around first", () => {
    const user = (k: number) => ({ login: `u${k}`, url: `https://host.test/users/u${k}` });
    expect(tableOf(rows(3, (k) => ({ login: `row ${k}`, user: user(k) })))).toBe(
      "in every row: user.url: https://host.test/users/{login}\n3 rows: login,user.login\nrow 0,u0\nrow 1,u1\nrow 2,u2",
    );
  });

  test("says a common beginning and end once", () => {
    expect(tableOf(rows(4, (k) => ({ at: `2026-03-01T08:${k}5:11.000Z`, n: k * 7 })))).toBe(
      "in every row: at: 2026-03-01T08:{_}:11.000Z\n4 rows: at,n\n05,0\n15,7\n25,14\n35,21",
    );
  });

  test("takes no text for a template that only looks like one", () => {
    expect(tableOf(rows(2, (k) => ({ id: k, note: "see {id} and {_}", link: "x{/path}" })))).toBe(
      "in every row: link: x{/path}\n2 rows: id,note\n0,see {id} and {_}\n1,see {id} and {_}",
    );
  });

  test("says what a value decides once per value", () => {
    const users = [
      { login: "ann", name: "Ann Lee", mail: "ann.lee.the.first@host.test" },
      { login: "bo", name: "Bo Ek", mail: "bo@another-host.test" },
    ];
    expect(tableOf(rows(6, (k) => ({ id: k, user: users[k % 2] })))).toBe(
      [
        "2 rows by user.login: user{name,mail}",
        "ann,Ann Lee,ann.lee.the.first@host.test",
        "bo,Bo Ek,bo@another-host.test",
        ...["6 rows: id,user.login", "0,ann", "1,bo", "2,ann", "3,bo", "4,ann", "5,bo"],
      ].join("\n"),
    );
  });

  test("gives long values that recur a code", () => {
    const texts = ["A rather long text that recurs here and there", "Another text, about as long as the first one is"];
    expect(tableOf(rows(6, (k) => ({ id: k, text: texts[k % 2] })))).toBe(
      [`~1: ${texts[0]}`, `~2: "${texts[1]}"`, "6 rows: id,text", "0,~1", "1,~2", "2,~1", "3,~2", "4,~1", "5,~2"].join(
        "\n",
      ),
    );
  });

  test("takes nested objects apart", () => {
    expect(tableOf(rows(2, (k) => ({ a: { b: { c: k, d: k + 2 }, e: "x" } })))).toBe(
      "in every row: a.e: x\n2 rows: a.b{c,d}\n0,2\n1,3",
    );
  });

  test("an object that only some rows have shows by its cells", () => {
    expect(tableOf(rows(4, (k) => ({ id: k, by: k % 2 ? { name: `n${k}`, type: "User" } : null })))).toBe(
      "in every row: by.type: User\nkey order: 211\n4 rows: id,by.name,by\n0,,null\n1,n1,\n2,,null\n3,n3,",
    );
  });

  test("takes arrays apart that are as long in every row", () => {
    const tags = (k: number) => [
      { key: "name", value: `host-${k}` },
      { key: "stage", value: k % 2 ? "live" : "test" },
    ];
    expect(tableOf(rows(3, (k) => ({ id: k, tags: tags(k) })))).toBe(
      [
        "in every row: tags{[0]{key: name,value: host-{id}},[1].key: stage}",
        ...["key order: 131", "3 rows: id,tags[1].value", "0,test", "1,live", "2,test"],
      ].join("\n"),
    );
  });

  test("writes lists of alike objects as records in a cell", () => {
    const labels = (k: number) =>
      Array.from({ length: k }, (_, n) => ({ name: ["bug", "ui"][n], on: true, text: n ? "a)b" : "c" }));
    expect(tableOf(rows(3, (k) => ({ id: k + 5, labels: labels(k) })))).toBe(
      [
        "in every labels[]: on: true",
        "key order of labels[]: 111",
        "3 rows: id,labels[name,text]",
        "5,[]",
        "6,[(bug,c)]",
        '7,[(bug,c),(ui,"a)b")]',
      ].join("\n"),
    );
  });

  test("an object whose members are alike becomes a table with keys", () => {
    expect(tableOf('{"1.0.0":{"size":10,"ok":true},"10":{"size":12,"ok":true},"__proto__":{"size":9,"ok":true}}')).toBe(
      'in every row: ok: true\n3 rows: (key),size\n1.0.0,10\n"10",12\n__proto__,9',
    );
    expect(tableOf('{"a":[{"x":1,"y":2}],"b":[{"x":3,"y":4},{"x":5,"y":6}],"c":[{"x":7,"y":8}]}')).toBe(
      "3 rows: (key),(value)[x,y]\na,[(1,2)]\nb,[(3,4),(5,6)]\nc,[(7,8)]",
    );
  });

  test("rows may say their keys in another order", () => {
    expect(tableOf('[{"a":1,"b":2,"c":3},{"a":4,"b":5,"c":6},{"c":7,"a":8,"b":9}]')).toBe(
      "keys of rows 3 in order: 3,1-2\n3 rows: a,b,c\n1,2,3\n4,5,6\n8,9,7",
    );
  });

  test("rows with equal keys stand as JSON", () => {
    expect(tableOf('[{"a":1,"b":2},{"a":3,"a":4,"b":2},{"a":5,"b":2},{"a":6,"b":2}]')).toBe(
      '4 rows: a,b\n1,2\n{"a":3,"a":4,"b":2}\n5,2\n6,2',
    );
  });

  test("rows of different kinds list their own columns", () => {
    const start = (k: number) => ({
      id: k,
      type: "start",
      command: `make part${k * 37}`,
      folder: "a",
      user: `u${k * 7}`,
    });
    const end = (k: number) => ({ id: k, type: "end", status: k % 4, seconds: k / 10, lines: k * k, signal: null });
    expect(tableOf(rows(12, (k) => (k % 2 ? end(k) : start(k))))).toBe(
      [
        "12 rows of 2 kinds: id,type,command,folder,user,status,seconds,lines,signal",
        "a: id,type: start,command,folder: a,user",
        "b: id,type: end,status,seconds,lines,signal: null",
        ...["a:0,make part0,u0", "b:1,1,0.1,1", "a:2,make part74,u14", "b:3,3,0.3,9"],
        ...["a:4,make part148,u28", "b:5,1,0.5,25", "a:6,make part222,u42", "b:7,3,0.7,49"],
        ...["a:8,make part296,u56", "b:9,1,0.9,81", "a:10,make part370,u70", "b:11,3,1.1,121"],
      ].join("\n"),
    );
  });

  test("keys that are not plain words stand in quotes", () => {
    const keys = ["a.b", "x,y", "", "12", "_", "(key)", 'q"', "k:v", "two words", "é", "a[0]", "{a}"];
    const row = (k: number) => `{${keys.map((key, n) => `${JSON.stringify(key)}:${k * 50 + n}`).join(",")}}`;
    expect(tableOf(`[${row(0)},${row(1)}]`).split("\n")[0]).toBe(
      '2 rows: "a.b","x,y","","12","_","(key)","q\\"","k:v",two words,é,"a[0]","{a}"',
    );
  });

  test("one object is a list of facts", () => {
    const tree = scanJson(
      '{"id":7,"url":"https://host.test/repos/one","forks":"https://host.test/repos/one/forks","tags":[{"a":1},{"a":2}]}',
    );
    const table = encodeTable(tree, [0]);
    expect(table).toBe(
      "in the object: id: 7,url: https://host.test/repos/one,forks: {url}/forks\nkey order: 031\nobject: tags[a]\n[(1),(2)]",
    );
    expect(decodeJson(table as string)).toBe(tree.text);
  });

  test("is not made of rows that have little in common", () => {
    expect(tableOf(rows(9, (k) => ({ [`a${k}`]: k, [`b${k}`]: k })))).toBe("none");
    expect(tableOf("[{},{}]")).toBe("none");
    expect(tableOf('[{"a":1},2]')).toBe("none");
    expect(tableOf('[{"a":1,"a":1},{"a":1,"a":2}]')).toBe("none");
  });
});
