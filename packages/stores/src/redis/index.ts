/** Stores on a Redis or Valkey server, for any number of replicas. */
export { openRedisStores, type RedisStores, type RedisStoresOptions } from "./open-redis-stores.js";
