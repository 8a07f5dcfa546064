// A Vite plugin that compresses what is built, once and as well as it goes; the server hands out what the browser takes
// (server/http/console_files). Pictures are compressed already, and small files gain nothing.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin, ResolvedConfig } from 'vite';

const worth_it = /\.(js|css|html|json|yaml|svg|webmanifest)$/;
const bytes_min = 1_000;

export function press(): Plugin {
  let config: ResolvedConfig;
  return {
    name: 'lamplight-press',
    apply: 'build',
    enforce: 'post',
    configResolved(resolved) {
      config = resolved;
    },
    closeBundle() {
      const folder = resolve(config.root, config.build.outDir);
      for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
        if (!entry.isFile() || !worth_it.test(entry.name)) continue;
        const path = join(entry.parentPath, entry.name);
        const bytes = readFileSync(path);
        if (bytes.length < bytes_min) continue;
        writeFileSync(`${path}.gz`, gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }));
        writeFileSync(`${path}.br`, brotliCompressSync(bytes));
      }
    },
  };
}
