// What an administrator reads and changes: registers, policies, the audit trail, reports, and the health of the parts.
import { call, call_tagged, call_text, Unreachable, type Tagged } from './call.ts';
import type { Page, Queue } from './shapes.ts';

/** A row of any register; its members differ. */
export type Row = Readonly<Record<string, unknown>>;

export function register_page(register: string, cursor: string | null, ended_too: boolean): Promise<Page<Row>> {
  const asked = new URLSearchParams({ limit: '100' });
  if (cursor !== null) asked.set('cursor', cursor);
  if (ended_too) asked.set('all', 'true');
  return call<Page<Row>>('GET', `/${register}?${asked}`);
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

export async function remove_row(register: string, id: string, etag: string): Promise<void> {
  await call_tagged<unknown>('DELETE', row_path(register, id), undefined, etag);
}

export interface LadderStep {
  action: 'offer' | 'contacts' | 'dispatchers' | 'emergency_number';
  width: number;
  wait_ms: number;
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

export type Policy = Ladder | KindNeeds;

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

export const sides = ['kind', 'district', 'worker', 'hour', 'resident'] as const;
export type Side = (typeof sides)[number];

/** The figures of the incidents that share something. */
export interface Part extends Figures {
  /** A kind; the id of a district, worker or resident; an hour of the day, "00" to "23". */
  name: string;
  false_alarms: number;
}

export interface Report extends Figures {
  queues: Record<Queue, Figures>;
  parts?: Record<Side, Part[]>;
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
