/** Loaded before a program that is measured: answers each message of the parent with the CPU time used so far. */
process.on("message", () => process.send?.(process.cpuUsage()));
process.channel?.unref();
