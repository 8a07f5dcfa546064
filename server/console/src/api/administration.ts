// What an administrator reads: registers a page at a time, and the health of the parts.
import { call, Unreachable } from './call.ts';
import type { Page } from './shapes.ts';

/** A row of any register; its members differ. */
export type Row = Readonly<Record<string, unknown>>;

export function register_page(register: string, cursor: string | null): Promise<Page<Row>> {
  const at = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
  return call<Page<Row>>('GET', `/${register}?limit=100${at}`);
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
