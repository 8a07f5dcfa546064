// `npm run pictures`: takes the README's pictures of a running town.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['e2e/pictures.take.ts'],
    globalSetup: ['e2e/town_setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
