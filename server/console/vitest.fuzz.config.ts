// The API asked by fast-check, in a town of its own.
import { defineConfig } from 'vitest/config';
import { Tally } from './tools/tally.ts';

export default defineConfig({
  test: {
    include: ['e2e/**/*.fuzz.ts'],
    globalSetup: ['e2e/town_setup.ts'],
    reporters: ['default', new Tally()],
    fileParallelism: false,
    hookTimeout: 300_000,
  },
});
