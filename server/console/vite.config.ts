// How the console is built: one page for each role, so that nobody loads another role's code.
// `npm run dev` passes the API on to a running town (LAMPLIGHT_URL, or the address `up` prints by default).
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { describe } from './tools/describe.ts';
import { precache } from './tools/precache.ts';
import { press } from './tools/press.ts';
import { weigh } from './tools/weigh.ts';
import { name_early } from './tools/name_early.ts';

const workers: Record<string, string> = { field_worker: 'field/worker.js', family_worker: 'family/worker.js' };

// What opens a page stays small and apart from what it opens.
const opening = /src\/api\/(ahead|base|first_paths)\.ts|src\/parts\/bring_page\.ts|vite\/preload-helper/;
// What nearly every page has in its first picture.
const common = new RegExp(
  [
    'rolldown/runtime',
    'node_modules/(svelte|esm-env|clsx)/',
    'src/look/',
    'src/words/(language|terms)',
    'src/model/(kept|time_words|moments)\\.',
    'src/api/(call|session)\\.',
    'src/parts/(start|gate|progress|switches|paths|remembered|failure|leave|late|late_part)\\.',
  ].join('|'),
);
// What those have in theirs that show incidents.
const care = /src\/(model\/(?!reasons|qr)|words\/story|api\/(live|beat|beat_pace|incidents)\.|parts\/line_note)/;

export default defineConfig({
  plugins: [
    svelte(),
    precache('field', 'field/worker.js'),
    name_early(),
    weigh({ field: 60_000, family: 60_000 }),
    describe('../../docs'),
    press(),
  ],
  build: {
    target: 'es2022',
    cssTarget: ['chrome100', 'safari15'],
    // The server's content policy allows scripts and styles from files only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: {
        signin: 'index.html',
        // Links to set a password lead here.
        invited: 'signin/index.html',
        desk: 'desk/index.html',
        field: 'field/index.html',
        family: 'family/index.html',
        admin: 'admin/index.html',
        account: 'account/index.html',
        field_worker: 'src/api/offline_worker.ts',
        family_worker: 'src/api/notice_worker.ts',
      },
      // A service worker answers for the folder it lies in, under a name that stays.
      output: {
        entryFileNames: (chunk) => workers[chunk.name] ?? 'assets/[name]-[hash].js',
        // Those that several pages share would carry all their names.
        chunkFileNames: (chunk) => `assets/${chunk.name.split('~')[0]}-[hash].js`,
        // Each file costs a turn over a slow line; so what pages share comes in few pieces.
        codeSplitting: {
          groups: [
            { name: 'opening', test: opening, priority: 2, includeDependenciesRecursively: false },
            { name: 'common', test: common, priority: 1 },
            { name: 'care', test: care, minShareCount: 2 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': process.env['LAMPLIGHT_URL'] ?? 'http://127.0.0.1:8080' } },
});
