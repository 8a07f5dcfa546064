// A Vite plugin that weighs the script each page loads at its start, gzipped, and refuses a page that is
// heavier than its limit: the field app and the family page are opened on slow lines.
import { gzipSync } from 'node:zlib';
import type { Plugin, Rollup } from 'vite';

export function weigh(limits: Record<string, number>): Plugin {
  return {
    name: 'lamplight-weigh',
    apply: 'build',
    writeBundle(_options, bundle) {
      const chunks = new Map<string, Rollup.OutputChunk>();
      for (const part of Object.values(bundle)) if (part.type === 'chunk') chunks.set(part.fileName, part);
      for (const entry of chunks.values()) {
        if (!entry.isEntry) continue;
        const bytes = weight_of(entry.fileName, chunks);
        console.log(`${entry.name.padEnd(8)} ${(bytes / 1000).toFixed(1)} kB of script, gzipped`);
        const limit = limits[entry.name];
        if (limit !== undefined && bytes > limit)
          this.error(`${entry.name} loads ${bytes} bytes of script; its limit is ${limit}`);
      }
    },
  };
}

// The chunk and everything it imports statically, each once.
function weight_of(start: string, chunks: Map<string, Rollup.OutputChunk>): number {
  const seen = new Set<string>();
  const visit = (name: string): number => {
    const chunk = chunks.get(name);
    if (chunk === undefined || seen.has(name)) return 0;
    seen.add(name);
    return gzipSync(chunk.code).length + chunk.imports.reduce((sum, next) => sum + visit(next), 0);
  };
  return visit(start);
}
