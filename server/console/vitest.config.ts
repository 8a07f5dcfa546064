// The quick tests: the model and the source itself, without a browser and without a town.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { Tally } from './tools/tally.ts';

export default defineConfig({
  plugins: [svelte()],
  test: { include: ['tests/**/*.test.ts'], reporters: ['default', new Tally()] },
});
