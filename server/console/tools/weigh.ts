// A Vite plugin that weighs the script each page loads at its start, gzipped, and refuses a page that is
// heavier than its limit: the field app and the family page are opened on slow lines.
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { chunks_at_start } from './at_start.ts';

export function weigh(limits: Record<string, number>): Plugin {
  return {
    name: 'lamplight-weigh',
    apply: 'build',
    writeBundle(_options, bundle) {
      for (const entry of Object.values(bundle)) {
        if (entry.type !== 'chunk' || !entry.isEntry) continue;
        const bytes = chunks_at_start(entry, bundle).reduce((sum, chunk) => sum + gzipSync(chunk.code).length, 0);
        console.log(`${entry.name.padEnd(8)} ${(bytes / 1000).toFixed(1)} kB of script, gzipped`);
        const limit = limits[entry.name];
        if (limit !== undefined && bytes > limit)
          this.error(`${entry.name} loads ${bytes} bytes of script; its limit is ${limit}`);
      }
    },
  };
}
