// The last line of a test run, as `./lamplight test` adds it up. Used by the Vitest configurations.
import type { TestModule } from 'vitest/node';

export class Tally {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const count = { passed: 0, failed: 0, skipped: 0 };
    for (const module of modules) {
      let tests = 0;
      for (const test of module.children.allTests()) {
        tests += 1;
        const state = test.result().state;
        if (state === 'passed' || state === 'failed') count[state] += 1;
        else count.skipped += 1;
      }
      // A file that could not be loaded has no tests and is a failure all the same.
      if (tests === 0 || (module.errors().length > 0 && module.state() === 'failed')) count.failed += 1;
    }
    // After Vitest's own summary, which it prints when all reporters have been told.
    process.on('exit', () => {
      console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
    });
  }
}
