// The times of reports: months, and seconds as people say them. Pure, but for the reader's zone.
import { counting } from '../model/time_words.ts';

/** "2026-11" and those before it, latest first. */
export function months_back(now: number, count: number): string[] {
  const today = new Date(now);
  return Array.from({ length: count }, (_, n) => {
    const month = new Date(today.getFullYear(), today.getMonth() - n, 1);
    return `${month.getFullYear()}-${String(month.getMonth() + 1).padStart(2, '0')}`;
  });
}

/** From its first moment to the first of the next month. */
export function month_span(month: string): { from: string; to: string } {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return {
    from: new Date(year, number - 1, 1).toISOString(),
    to: new Date(year, number, 1).toISOString(),
  };
}

/** Minutes and seconds; a dash where nothing was counted. */
export function seconds_words(seconds: number | null): string {
  return seconds === null ? '–' : counting(seconds * 1000);
}

/** One decimal; a dash where nothing could be judged. */
export function share_words(pct: number | null | undefined): string {
  return typeof pct === 'number' ? `${pct.toFixed(1)} %` : '–';
}

/** How many of how many, as "3 (12.5 %)". */
export function count_words(some: number, all: number): string {
  return some === 0 || all === 0 ? `${some}` : `${some} (${((some / all) * 100).toFixed(1)} %)`;
}
