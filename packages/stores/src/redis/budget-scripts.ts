import { script } from "./script.js";

/**
 * Amounts stand under one key for each period of each budget. `KEYS`: the requests on their way by the end of their lease, what is
 * set aside for them, one request, and the periods. `ARGV`: time, leases to end at once, and for reading and setting aside the
 * beginning and the end of each period.
 */
const BUDGETS = `
local leases, amounts, request = KEYS[1], KEYS[2], KEYS[3]
local now, batch = clock(ARGV[1]), tonumber(ARGV[2])
local FIRST_WINDOW = 4
local NOT_NOW = -1

local function giveBack(lease)
  if lease.amount == '0' then return end
  for _, window in ipairs(lease.windows) do
    if redis.call('EXISTS', window) == 1 then redis.call('HINCRBY', window, 'reserved', '-' .. lease.amount) end
  end
end

local function forget(id)
  redis.call('ZREM', leases, id)
  redis.call('HDEL', amounts, id)
end

local function leaseOf(id)
  local text = redis.call('HGET', amounts, id)
  return text and cjson.decode(text)
end

local function endLeases()
  local over = redis.call('ZRANGEBYSCORE', leases, '-inf', string.format('%d', now), 'LIMIT', 0, batch)
  for _, id in ipairs(over) do
    local lease = leaseOf(id)
    if lease then giveBack(lease) end
    forget(id)
  end
end

local function amountsOf(window)
  local pair = redis.call('HMGET', window, 'spent', 'reserved')
  return tonumber(pair[1] or '0'), tonumber(pair[2] or '0')
end

-- Whether the periods that the client named are those of this moment.
local function areNow(first)
  for index = 0, #KEYS - FIRST_WINDOW do
    if now < tonumber(ARGV[first + 2 * index]) or now >= tonumber(ARGV[first + 2 * index + 1]) then return false end
  end
  return true
end

local function answer(exhausted)
  local result = { exhausted, now }
  for index = FIRST_WINDOW, #KEYS do
    local spent, reserved = amountsOf(KEYS[index])
    table.insert(result, string.format('%.0f', spent))
    table.insert(result, string.format('%.0f', reserved))
  end
  return result
end
`;

/**
 * Sets an amount aside in all periods or in none, and gives: the number of the first one without room, or 0, or -1 where the periods
 * are not those of the server's time; the time; and what is spent and set aside in each. Behind the common `ARGV`: id, amount,
 * length of a lease, how long a request is remembered, then for each period beginning and end, then the limits, then how long each is
 * kept.
 */
export const RESERVE = script(`${BUDGETS}
local id, amount, leaseMs, rememberMs = ARGV[3], ARGV[4], tonumber(ARGV[5]), tonumber(ARGV[6])
local count, first = #KEYS - FIRST_WINDOW + 1, 7
endLeases()
if not areNow(first) then return { NOT_NOW, now } end
if redis.call('EXISTS', request) == 1 then return answer(0) end
for index = 1, count do
  local spent, reserved = amountsOf(KEYS[FIRST_WINDOW + index - 1])
  if spent + reserved + tonumber(amount) > tonumber(ARGV[first + 2 * count + index - 1]) then return answer(index) end
end
local windows = {}
for index = 1, count do
  local window = KEYS[FIRST_WINDOW + index - 1]
  redis.call('HINCRBY', window, 'reserved', amount)
  redis.call('PEXPIRE', window, ARGV[first + 3 * count + index - 1])
  table.insert(windows, window)
end
redis.call('ZADD', leases, now + leaseMs, id)
redis.call('HSET', amounts, id, cjson.encode({ amount = amount, windows = windows }))
redis.call('SET', request, 'open', 'PX', rememberMs)
return answer(0)
`);

/** Replaces what was set aside by what was spent, once. Behind the common `ARGV`: id, what was spent, how long to remember it. */
export const COMMIT = script(`${BUDGETS}
local id, spent, rememberMs = ARGV[3], ARGV[4], ARGV[5]
if redis.call('GET', request) == 'done' then return 0 end
local lease = leaseOf(id)
if lease then giveBack(lease) end
forget(id)
local windows = {}
for index = FIRST_WINDOW, #KEYS do table.insert(windows, KEYS[index]) end
for _, window in ipairs(lease and lease.windows or windows) do
  redis.call('HINCRBY', window, 'spent', spent)
  if redis.call('PTTL', window) < 0 then redis.call('PEXPIRE', window, rememberMs) end
end
redis.call('SET', request, 'done', 'PX', rememberMs)
return 1
`);

/** What is spent and set aside, as {@link RESERVE} gives it. Behind the common `ARGV`: beginning and end of each period. */
export const READ = script(`${BUDGETS}
endLeases()
if not areNow(3) then return { NOT_NOW, now } end
return answer(0)
`);
