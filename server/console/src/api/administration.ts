// What an administrator reads and changes: registers, policies, the audit trail, reports, and the health of the parts.
import { call, call_tagged, call_text, Refused, Unreachable, type Tagged } from './call.ts';
import type { Page, Queue } from './shapes.ts';

/** A row of any register; its members differ. */
export type Row = Readonly<Record<string, unknown>>;

/** `wanted`: part of a name, or how it sounds. */
export function register_page(
  register: string,
  cursor: string | null,
  ended_too: boolean,
  wanted = '',
): Promise<Page<Row>> {
  const asked = new URLSearchParams({ limit: '100' });
  if (cursor !== null) asked.set('cursor', cursor);
  if (ended_too) asked.set('all', 'true');
  if (wanted !== '') asked.set('q', wanted);
  return call<Page<Row>>('GET', `/${register}?${asked}`);
}

/** The register as a table for a spreadsheet. */
export function register_csv(register: string): Promise<string> {
  return call_text(`/${register}?all=true`, 'text/csv');
}

/** All rows of a small register. */
export async function whole_register(register: string): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Row> = await register_page(register, cursor, false);
    rows.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return rows;
}

function row_path(register: string, id: string): string {
  return `/${register}/${encodeURIComponent(id)}`;
}

export function register_row(register: string, id: string): Promise<Tagged<Row>> {
  return call_tagged<Row>('GET', row_path(register, id));
}

export function add_row(register: string, row: Row): Promise<Row> {
  return call<Row>('POST', `/${register}`, row);
}

/** Refused (412) where somebody else has changed it since the tag was read. */
export async function change_row(register: string, id: string, change: Row, etag: string): Promise<void> {
  await call_tagged<unknown>('PATCH', row_path(register, id), change, etag);
}

/** Null where it is written; where somebody else has changed the row since the tag was read, the row as it now is. */
export async function change_or_present(
  register: string,
  id: string,
  change: Row,
  etag: string,
): Promise<Tagged<Row> | null> {
  try {
    await change_row(register, id, change, etag);
    return null;
  } catch (reason) {
    if (reason instanceof Refused && reason.status === 412) return register_row(register, id);
    throw reason;
  }
}

export async function remove_row(register: string, id: string, etag: string): Promise<void> {
  await call_tagged<unknown>('DELETE', row_path(register, id), undefined, etag);
}

export const loudnesses = ['quiet', 'normal', 'loud'] as const;
export type Loudness = (typeof loudnesses)[number];

export interface LadderStep {
  action: 'offer' | 'contacts' | 'dispatchers' | 'emergency_number' | 'ask_resident';
  width: number;
  wait_ms: number;
  /** At the desks and in groups. */
  loudness?: Loudness;
}

export interface Ladder {
  id: string;
  queue: Queue;
  priority: number;
  steps: LadderStep[];
}

export interface KindNeeds {
  id: string;
  kind: string;
  needs: string[];
}

export interface EvidenceRule {
  kind: string | null;
  beside: string | null;
  says: string;
  needs: string[];
}

export interface EvidenceRules {
  id: string;
  rules: EvidenceRule[];
}

export type Policy = Ladder | KindNeeds | EvidenceRules;

export async function policies(): Promise<Policy[]> {
  return (await call<Page<Policy>>('GET', '/policies')).items;
}

export interface AuditRow {
  id: string;
  at: string;
  who: string;
  what: string;
  subject: string;
  detail: string;
}

export interface AuditFilter {
  who: string;
  what: string;
  subject: string;
}

export function audit_page(filter: AuditFilter, cursor: string | null): Promise<Page<AuditRow>> {
  const asked = new URLSearchParams({ limit: '100' });
  for (const [name, value] of Object.entries({ ...filter, cursor: cursor ?? '' }))
    if (value !== '') asked.set(name, value);
  return call<Page<AuditRow>>('GET', `/audit?${asked}`);
}

export interface DeadLetter {
  id: string;
  at: string;
  topic: string;
  reason: string;
  /** Base64. */
  raw: string;
  /** When somebody last wanted it read once more. */
  retried_at: string | null;
}

export function dead_letter_page(cursor: string | null): Promise<Page<DeadLetter>> {
  return call<Page<DeadLetter>>(
    'GET',
    `/dead-letters?limit=50${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
  );
}

/** Seconds; null where nothing was counted. */
export interface Measure {
  count: number;
  median_s: number | null;
  p90_s: number | null;
  longest_s: number | null;
  within_60_s_pct?: number | null;
  within_180_s_pct?: number | null;
  within_45_min_pct?: number | null;
  within_60_min_pct?: number | null;
}

export interface Figures {
  incidents: number;
  open: number;
  acknowledge: Measure;
  accept: Measure;
  answer: Measure;
  arrive: Measure;
  attend: Measure;
}

export const sides = ['kind', 'district', 'worker', 'hour', 'device', 'resident'] as const;
export type Side = (typeof sides)[number];

/** The figures of the incidents that share something. */
export interface Part extends Figures {
  /** A kind or a model of device; the id of a district, worker or resident; an hour of the day, "00" to "23". */
  name: string;
  false_alarms: number;
}

/** How busy somebody was. */
export interface Load {
  alarms: number;
  /** Most alarms within ten minutes, and when. */
  busiest: number;
  busiest_at: string | null;
  overloaded_s: number;
}

export interface Workload {
  window_s: number;
  /** More than these in one window are too many for one person. */
  bound: number;
  desk: Load;
  operators: (Load & { who: string })[];
}

export interface Report extends Figures {
  queues: Record<Queue, Figures>;
  parts: Record<Side, Part[]>;
  workload: Workload;
}

function report_path(from: string, to: string): string {
  // The hours of the day are those of the reader's own clock.
  const zone = `${-new Date(from).getTimezoneOffset()}`;
  return `/reports/response?${new URLSearchParams({ from, to, zone })}`;
}

export function report_of(from: string, to: string): Promise<Report> {
  return call<Report>('GET', report_path(from, to));
}

export function report_csv(from: string, to: string): Promise<string> {
  return call_text(report_path(from, to), 'text/csv');
}

export interface Health {
  ready: boolean;
  /** The parts that do not answer. */
  missing: string[];
}

export async function health(): Promise<Health> {
  let response: Response;
  try {
    response = await fetch('/readyz', { cache: 'no-store', signal: AbortSignal.timeout(5_000) });
    const parts = (await response.json()) as Readonly<Record<string, unknown>>;
    const missing = Object.keys(parts).filter((name) => parts[name] === 'unreachable');
    return { ready: response.ok, missing };
  } catch (reason) {
    throw new Unreachable(reason instanceof Error ? reason.message : String(reason));
  }
}
