import { script } from "./script.js";

/**
 * All buckets of an owner are one hash: units that were taken, by the slot of the time and the name of the limit. A slot counts
 * until all of it lies outside of the window.
 */
const BUCKETS = `
local key, now = KEYS[1], clock(ARGV[1])

local function readTaken()
  local taken = {}
  local all = redis.call('HGETALL', key)
  for index = 1, #all, 2 do
    local slot, name = string.match(all[index], '^(%d+) (.*)$')
    taken[name] = taken[name] or {}
    table.insert(taken[name], { slot = tonumber(slot), units = tonumber(all[index + 1]) })
  end
  return taken
end

local function fieldOf(slot, name)
  return string.format('%d', slot) .. ' ' .. name
end

-- What is out of a bucket, oldest first; what has come back is forgotten.
local function openBucket(taken, name, window, slotMs)
  local oldest, bucket, total = math.floor((now - window) / slotMs), {}, 0
  for _, each in ipairs(taken[name] or {}) do
    if each.slot < oldest then
      redis.call('HDEL', key, fieldOf(each.slot, name))
    else
      table.insert(bucket, each)
      total = total + each.units
    end
  end
  table.sort(bucket, function(a, b) return a.slot < b.slot end)
  return bucket, total
end

local function takeOut(bucket, name, cost, window, slotMs)
  if cost <= 0 then return end
  -- A clock that goes back does not make what is taken older than what was taken before.
  local slot = math.floor(now / slotMs)
  local newest = bucket[#bucket]
  if newest and newest.slot >= slot then
    newest.units = newest.units + cost
  else
    newest = { slot = slot, units = cost }
    table.insert(bucket, newest)
  end
  redis.call('HSET', key, fieldOf(newest.slot, name), string.format('%d', newest.units))
  if redis.call('PTTL', key) < window + slotMs then redis.call('PEXPIRE', key, window + slotMs) end
end
`;

/**
 * Takes all charges or none, and gives: 1 or 0, the time, and for each charge what remains, when all is back and how long to wait
 * (-1: for ever). `ARGV`: time, then name, units, window, slot and cost of each.
 */
export const TAKE = script(`${BUCKETS}
local function waitFor(bucket, missing, window, slotMs)
  if missing <= 0 then return 0 end
  for _, each in ipairs(bucket) do
    missing = missing - each.units
    if missing <= 0 then return (each.slot + 1) * slotMs + window - now end
  end
  return 0
end

local function untilFull(bucket, window, slotMs)
  for index = #bucket, 1, -1 do
    if bucket[index].units > 0 then return math.max(0, (bucket[index].slot + 1) * slotMs + window - now) end
  end
  return 0
end

local taken, charges, admitted = readTaken(), {}, 1
for at = 2, #ARGV, 5 do
  local charge = { name = ARGV[at], units = tonumber(ARGV[at + 1]), window = tonumber(ARGV[at + 2]),
    slotMs = tonumber(ARGV[at + 3]), cost = tonumber(ARGV[at + 4]) }
  charge.bucket, charge.total = openBucket(taken, charge.name, charge.window, charge.slotMs)
  charge.wait = -1
  if charge.cost <= charge.units then
    charge.wait = waitFor(charge.bucket, charge.total + charge.cost - charge.units, charge.window, charge.slotMs)
  end
  if charge.wait ~= 0 then admitted = 0 end
  table.insert(charges, charge)
end

local result = { admitted, now }
for _, charge in ipairs(charges) do
  if admitted == 1 then
    takeOut(charge.bucket, charge.name, charge.cost, charge.window, charge.slotMs)
    charge.total = charge.total + charge.cost
  end
  table.insert(result, math.max(0, charge.units - charge.total))
  table.insert(result, untilFull(charge.bucket, charge.window, charge.slotMs))
  table.insert(result, charge.wait)
end
return result
`);

/** Corrects what was taken. `ARGV`: time, when it was taken, then name, window, slot and units that go back of each. */
export const SETTLE = script(`${BUCKETS}
local at, taken = tonumber(ARGV[2]), readTaken()
for index = 3, #ARGV, 4 do
  local name, window, slotMs = ARGV[index], tonumber(ARGV[index + 1]), tonumber(ARGV[index + 2])
  local back = tonumber(ARGV[index + 3])
  local bucket = openBucket(taken, name, window, slotMs)
  if back < 0 then takeOut(bucket, name, -back, window, slotMs) end
  for _, each in ipairs(bucket) do
    if back > 0 and each.slot == math.floor(at / slotMs) then
      redis.call('HSET', key, fieldOf(each.slot, name), string.format('%d', math.max(0, each.units - back)))
    end
  end
end
return 1
`);
