// `npm run bench`: measures the console in Debian's Chromium against a running town; called by `./lamplight bench`.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['e2e/console.bench.ts'],
    globalSetup: ['e2e/town_setup.ts'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
