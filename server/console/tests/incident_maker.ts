// Incidents for the tests: a plain one, with what a test wants to be different.
import type { Incident } from '../src/api/shapes.ts';

export function incident(different: Partial<Incident> = {}): Incident {
  return {
    id: 'i1',
    state: 'open',
    kind: 'sos',
    queue: 'emergency',
    priority: 1,
    test: false,
    resident: { id: 'r1', name: '李秀英', district: 'guzhen' },
    opened_at: '2026-11-23T08:15:30.000Z',
    acknowledged_at: null,
    acknowledged_by: null,
    deadline: null,
    worker: null,
    raises: 0,
    outcome: null,
    needs: [],
    version: 1,
    ...different,
  };
}
