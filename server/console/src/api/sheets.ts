// Whole registers from a table file: tried first, written only without a fault.
import { send_file } from './call.ts';

export interface SheetReport {
  dry_run: boolean;
  rows: number;
  added: number;
  changed: number;
  faults_found: number;
  /** The first of them. */
  faults: { row: number; column: string; fault: string }[];
}

/** A refusal with faults is an answer too. */
export async function import_sheet(register: string, file: Blob, dry_run: boolean): Promise<SheetReport> {
  const path = `/${register}/import?dry_run=${dry_run ? 'true' : 'false'}`;
  return send_file<SheetReport>(path, file, 'text/csv', 422);
}
