// The stories: Debian's Chromium against a running town, one story after the other.
import { defineConfig } from 'vitest/config';
import { Tally } from './tools/tally.ts';

export default defineConfig({
  test: {
    include: ['e2e/**/*.story.ts'],
    globalSetup: ['e2e/town_setup.ts'],
    reporters: ['default', new Tally()],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 300_000,
  },
});
