// The register of residents, as far as a dispatcher needs it to find somebody.
import { call } from './call.ts';
import type { Page } from './shapes.ts';

export interface ResidentFound {
  id: string;
  name: string;
  district: string;
}

export async function find_residents(name: string): Promise<ResidentFound[]> {
  return (await call<Page<ResidentFound>>('GET', `/residents?limit=8&q=${encodeURIComponent(name)}`)).items;
}
