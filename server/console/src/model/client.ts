// A browser's own long name (User-Agent) as a person would say it: "Chrome, Android". Pure.

const browsers: readonly [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/MicroMessenger\//, 'WeChat'],
  [/Chrom(e|ium)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: readonly [RegExp, string][] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

/** Null where it is none that we know by name. */
export function client_words(agent: string): string | null {
  const known = [browsers, systems].map((list) => list.find(([pattern]) => pattern.test(agent))?.[1]);
  const said = known.filter((name) => name !== undefined);
  if (said.length > 0) return said.join(', ');
  return agent === '' ? null : agent.slice(0, 40);
}
