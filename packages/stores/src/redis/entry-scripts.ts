import { script } from "./script.js";

/**
 * Entries of one group live under four keys of one cluster slot: their values, when each was last used, when each was written,
 * and their bytes together. Where entries age by use, the third key is the second.
 */
const ENTRIES = `
local values, used, written, total = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local OVERHEAD = 128

local function isThere(key, now, maxAge)
  local at = redis.call('ZSCORE', written, key)
  return at and now - at <= maxAge and redis.call('HEXISTS', values, key) == 1
end

local function remove(key)
  local size = redis.call('HSTRLEN', values, key)
  if size > 0 then
    redis.call('HDEL', values, key)
    redis.call('DECRBY', total, size + #key + OVERHEAD)
  end
  redis.call('ZREM', used, key)
  redis.call('ZREM', written, key)
end

-- Uses within one millisecond keep their order.
local function use(key, now)
  local last = redis.call('ZRANGE', used, -1, -1, 'WITHSCORES')[2]
  redis.call('ZADD', used, last and math.max(now, last + 1 / 1024) or now, key)
end

local function keepFor(maxAge)
  if maxAge == math.huge then return end
  for _, key in ipairs(KEYS) do redis.call('PEXPIRE', key, math.ceil(maxAge) + 60000) end
end

local function dropOld(now, maxAge)
  if maxAge == math.huge then return end
  local old = redis.call('ZRANGEBYSCORE', written, '-inf', '(' .. string.format('%d', now - maxAge), 'LIMIT', 0, 200)
  for _, key in ipairs(old) do remove(key) end
end

local function put(key, value, now, maxAge, maxBytes, maxEntries)
  local isFirst, held = redis.call('EXISTS', values) == 0, redis.call('HSTRLEN', values, key)
  -- Ahead of everything: a server without memory refuses a script only as long as it changed nothing.
  redis.call('HSET', values, key, value)
  if isFirst then redis.call('DEL', used, written, total) end
  if held > 0 then redis.call('DECRBY', total, held + #key + OVERHEAD) end
  redis.call('INCRBY', total, #value + #key + OVERHEAD)
  use(key, now)
  if written ~= used then redis.call('ZADD', written, now, key) end
  dropOld(now, maxAge)
  while tonumber(redis.call('GET', total)) > maxBytes or redis.call('ZCARD', used) > maxEntries do
    local oldest = redis.call('ZRANGE', used, 0, 1)
    local goes = oldest[1] == key and oldest[2] or oldest[1]
    if not goes or goes == key then break end
    remove(goes)
  end
  keepFor(maxAge)
end

local now, maxAge = clock(ARGV[1]), tonumber(ARGV[2])
`;

/** Gives the value of a key, which is a use of it. `ARGV`: time, most age, key. */
export const GET = script(`${ENTRIES}
local key = ARGV[3]
if not isThere(key, now, maxAge) then return false end
use(key, now)
if written == used then keepFor(maxAge) end
return redis.call('HGET', values, key)
`);

/** Writes: 1, or 0 for a value that is larger than all may be. `ARGV`: time, most age, most bytes, most entries, key, value. */
export const SET = script(`${ENTRIES}
local maxBytes, maxEntries, key, value = tonumber(ARGV[3]), tonumber(ARGV[4]), ARGV[5], ARGV[6]
if #value + #key + OVERHEAD > maxBytes then return 0 end
put(key, value, now, maxAge, maxBytes, maxEntries)
return 1
`);

/** Like {@link SET} if the key holds the seventh argument, or nothing where there is none; else -1. */
export const COMPARE_AND_SET = script(`${ENTRIES}
local maxBytes, maxEntries, key, value = tonumber(ARGV[3]), tonumber(ARGV[4]), ARGV[5], ARGV[6]
local held = isThere(key, now, maxAge) and redis.call('HGET', values, key) or nil
if held ~= ARGV[7] then return -1 end
if #value + #key + OVERHEAD > maxBytes then return 0 end
put(key, value, now, maxAge, maxBytes, maxEntries)
return 1
`);

/** 1 or 0 for each key: whether it is there. `ARGV`: time, most age, keys. */
export const TOUCH = script(`${ENTRIES}
local there = {}
for index = 3, #ARGV do
  there[index - 2] = 0
  if isThere(ARGV[index], now, maxAge) then
    use(ARGV[index], now)
    there[index - 2] = 1
  end
end
if written == used then keepFor(maxAge) end
return there
`);

/** Takes a key out. `ARGV`: time, most age, key. */
export const DELETE = script(`${ENTRIES}
remove(ARGV[3])
return 1
`);

/** Number of entries. `ARGV`: time, most age. */
export const COUNT = script(`${ENTRIES}
for _ = 1, 50 do dropOld(now, maxAge) end
return redis.call('HLEN', values)
`);

/** Forgets all entries. */
export const CLEAR = script(`
return redis.call('UNLINK', unpack(KEYS))
`);
