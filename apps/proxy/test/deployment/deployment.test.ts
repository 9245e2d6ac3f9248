import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { PROXY_OPTIONS, readProxyConfig } from "@headroom/proxy/config";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { redis as installedRedis, type RedisServer, startRedis } from "../../../../scripts/redis-server.js";
import { run } from "../support/run.js";
import { longChat, startProvider, startProxy } from "../support/running-proxy.js";

const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));
const KEY = "the-key";

type Variables = Readonly<Record<string, string>>;

function textOf(file: string): string {
  return readFileSync(ROOT + file, "utf8");
}

/** Variables as a container gets them: what the one who starts it has to give is given. */
function given(variables: Readonly<Record<string, unknown>>): Variables {
  const texts = Object.entries(variables).map(([name, value]) => [name, String(value ?? KEY)]);
  return Object.fromEntries(texts.map(([name, text = ""]) => [name, text.replace(/\$\{HEADROOM_KEY:\?[^}]*\}/, KEY)]));
}

function composeVariables(): Variables {
  const { services } = parse(textOf("docker-compose.yml"));
  const variables = given(services.headroom.environment);
  // Compose writes a dollar as two.
  return Object.fromEntries(Object.entries(variables).map(([name, text]) => [name, text.replaceAll("$$", "$")]));
}

function podVariables(): Variables {
  const [deployment] = parseAllDocuments(textOf("deploy/kubernetes.yaml")).map((document) => document.toJS());
  const { env } = deployment.spec.template.spec.containers[0];
  const secrets: Variables = { key: KEY, "redis-url": "rediss://:password@redis.example:6379" };
  return Object.fromEntries(
    env.map(({ name, value, valueFrom }: { name: string; value?: string; valueFrom?: never }) => [
      name,
      value ?? secrets[(valueFrom as unknown as { secretKeyRef: { key: string } }).secretKeyRef.key],
    ]),
  );
}

/** Variables of the image itself. */
function imageVariables(): Variables {
  const line = /^ENV (.*)$/m.exec(textOf("Dockerfile"))?.[1] ?? "";
  return Object.fromEntries(line.split(" ").map((each) => each.split("=") as [string, string]));
}

const KNOWN: ReadonlySet<string | undefined> = new Set(Object.values(PROXY_OPTIONS).map(({ env }) => env));

describe.each([
  ["docker-compose.yml", composeVariables],
  ["deploy/kubernetes.yaml", podVariables],
])("%s", (_file, variables) => {
  it("sets variables that there are, to values that they take", async () => {
    const env = { ...imageVariables(), ...variables() };
    expect(Object.keys(env).filter((name) => !KNOWN.has(name))).toEqual([]);
    const config = await readProxyConfig({ argv: [], env });
    expect(config).toMatchObject({ host: "0.0.0.0", port: 8787, keys: [expect.any(String)], replicas: 2 });
    expect(config.redisUrl).toMatch(/^rediss?:/);
    expect(config.retrieveCommand).toContain('"x-headroom-key: $HEADROOM_KEY"');
  });
});

describe("what docs/operating.md says of many machines", () => {
  let redis: RedisServer;
  beforeAll(async () => {
    if (installedRedis !== undefined) redis = await startRedis();
  });
  afterAll(() => redis?.stop());

  it.skipIf(installedRedis === undefined)(
    "holds for two replicas of docker-compose.yml: either gives what the other left out, to the key that it was left out for",
    async () => {
      const provider = await startProvider('{"choices":[]}');
      const env = {
        ...composeVariables(),
        ...{ HEADROOM_KEY: `${KEY},other`, HEADROOM_REDIS_URL: redis.url, HEADROOM_REDIS_TIMEOUT: "10000" },
        ...{ HEADROOM_HOST: "127.0.0.1", HEADROOM_DRAIN_DELAY: "0", HEADROOM_UPSTREAM: provider.url },
      };
      const [one, other] = [await startProxy([], { env }), await startProxy([], { env })];
      const ask = (url: string, key: string) =>
        fetch(`${url}/v1/chat/completions`, { method: "POST", body: longChat(), headers: { "x-headroom-key": key } });
      expect([(await ask(one.url, KEY)).status, (await ask(other.url, KEY)).status]).toEqual([200, 200]);
      const [first, second] = provider.bodies.map(String);
      expect(second).toBe(first);
      const handle = /retrieve\/([0-9a-f]{12})/.exec(first as string)?.[1];
      for (const { url } of [one, other]) {
        const fetched = (headers: Record<string, string>) => fetch(`${url}/v1/retrieve/${handle}`, { headers });
        expect(await (await fetched({ "x-headroom-key": KEY })).text()).toContain('"sha"');
        expect((await fetched({ "x-headroom-key": "other" })).status).toBe(404);
        expect((await fetched({})).status).toBe(401);
      }
      expect((await fetch(`${one.url}/health/ready`)).status).toBe(200);
    },
  );

  it("is said where the server is missing: which one, why, and nothing of its password", async () => {
    const env = { HEADROOM_REDIS_URL: "redis://:secret@127.0.0.1:1" };
    const { running } = await startProxy(["--no-optimize"], { env });
    running.stop();
    const { stderr } = await running.outcome;
    expect(stderr).toMatch(/^headroom: store-lost \(The server redis:\/\/127\.0\.0\.1:1 does not answer now \(.+\)/m);
    expect(stderr).not.toContain("secret");
  });

  it("has a command line that is understood", async () => {
    const line = /^HEADROOM_KEY=\S+ HEADROOM_REDIS_URL=\S+ headroom (proxy .*)$/m.exec(
      textOf("docs/operating.md"),
    )?.[1];
    const { code, stderr } = await run((line as string).split(" "), {
      env: { HEADROOM_KEY: KEY, HEADROOM_REDIS_URL: "nothing" },
    });
    expect([code, stderr]).toEqual([1, expect.stringContaining("must begin with redis:// or rediss://")]);
  });
});
