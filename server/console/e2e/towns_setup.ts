// A town for each worker, so that stories that are told at the same time don't meet. Vitest's global setup.
import type { TestProject } from 'vitest/node';
import { open_towns } from './open_towns.ts';

export default function setup(project: TestProject): Promise<() => void> {
  return open_towns(project, Number(project.config.maxWorkers));
}
