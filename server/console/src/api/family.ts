// What a resident has agreed that a relative may read.
import { call } from './call.ts';
import type { FamilyRecord } from './shapes.ts';

export function record_of(resident: string): Promise<FamilyRecord> {
  return call<FamilyRecord>('GET', `/family/residents/${encodeURIComponent(resident)}`);
}
