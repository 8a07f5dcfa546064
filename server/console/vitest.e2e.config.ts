// The stories: Debian's Chromium against running towns, two files of stories at a time. They wait more than they work,
// so two are told at once on two processors too. Each worker has a town and browsers of its own; within a town one file
// comes after the other, and a file finds it as any other files have left it. A town that is given is one: then there
// is one worker.
import { defineConfig } from 'vitest/config';
import { Tally } from './tools/tally.ts';

export default defineConfig({
  test: {
    include: ['e2e/**/*.story.ts'],
    globalSetup: ['e2e/towns_setup.ts'],
    reporters: ['default', new Tally()],
    pool: 'forks',
    isolate: true,
    maxWorkers: process.env['LAMPLIGHT_STATE'] === undefined ? 2 : 1,
    // Bounds end what hangs; how fast the town is, vitest.bench.config.ts measures.
    testTimeout: 240_000,
    hookTimeout: 300_000,
    teardownTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
