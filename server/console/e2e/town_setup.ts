// One town, for runs that tell one file at a time. Vitest's global setup.
import type { TestProject } from 'vitest/node';
import { open_towns } from './open_towns.ts';

export default function setup(project: TestProject): Promise<() => void> {
  return open_towns(project, 1);
}
