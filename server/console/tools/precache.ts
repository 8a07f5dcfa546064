// A Vite plugin that writes into the field app's service worker which files the app is made of.
import { createHash } from 'node:crypto';
import type { Plugin, Rollup } from 'vite';

/** Files of `public` that the app shows or is installed with. */
const fixed = ['/field/', '/lamp.svg', '/lamp-192.png', '/lamp-512.png', '/field.webmanifest'];

export function precache(entry: string, worker: string): Plugin {
  return {
    name: 'lamplight-precache',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const script = bundle[worker];
      if (script?.type !== 'chunk') this.error(`there is no ${worker} to write into`);
      if (script.imports.length > 0) this.error(`${worker} must stand alone, and imports ${script.imports.join(', ')}`);
      const chunks = Object.values(bundle).filter((part) => part.type === 'chunk');
      const start = chunks.find((chunk) => chunk.isEntry && chunk.name === entry);
      if (start === undefined) this.error(`there is no page ${entry}`);
      const files = [...new Set([...fixed, ...files_of(start, chunks)])].sort();
      const sources = files.map((path) => source_of(path, bundle));
      const name = `field-${createHash('sha256').update(sources.join('\0')).digest('hex').slice(0, 16)}`;
      script.code = script.code.replace('__CACHE_NAME__', name).replace('__SHELL__', JSON.stringify(files));
    },
  };
}

// A chunk, what it imports, and the styles of both.
function files_of(
  chunk: Rollup.OutputChunk,
  chunks: readonly Rollup.OutputChunk[],
  seen = new Set<string>(),
): string[] {
  if (seen.has(chunk.fileName)) return [];
  seen.add(chunk.fileName);
  const styles = [...(chunk.viteMetadata?.importedCss ?? [])];
  const imported = [...chunk.imports, ...chunk.dynamicImports].flatMap((name) => {
    const found = chunks.find((one) => one.fileName === name);
    return found === undefined ? [] : files_of(found, chunks, seen);
  });
  return [`/${chunk.fileName}`, ...styles.map((name) => `/${name}`), ...imported];
}

// Hashed names stand for their contents; the page itself has no hash.
function source_of(path: string, bundle: Rollup.OutputBundle): string {
  const part = path.endsWith('/') ? bundle[`${path.slice(1)}index.html`] : undefined;
  return part?.type === 'asset' ? String(part.source) : path;
}
