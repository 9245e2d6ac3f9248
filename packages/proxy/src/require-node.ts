const [MAJOR, MINOR] = [22, 19] as const;

/**
 * Refuses versions of Node that cannot load what this package needs.
 *
 * @throws Error naming the version that is needed.
 */
export function requireNode(version: string): void {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > MAJOR || (major === MAJOR && minor >= MINOR)) return;
  throw new Error(`@headroom/proxy needs Node ${MAJOR}.${MINOR} or later; this is Node ${version}. Upgrade Node.`);
}

// When this file is loaded, which must be before the modules that an older Node fails to load, with errors that say less.
requireNode(process.versions.node);
