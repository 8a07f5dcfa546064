// The shifts of a week as a grid: who works when, and where nobody does. Pure.
export interface Shift {
  id: string;
  worker: string;
  start: string;
  end: string;
}

export interface RosterWeek {
  /** Seven beginnings of days, milliseconds UTC. */
  days: number[];
  /** By worker: for each day the shifts that begin on it. */
  rows: Map<string, Shift[][]>;
  /** By day and hour, how many work through the whole of it; null: not known. */
  cover: (number | null)[][];
}

const hour_ms = 3_600_000;

/** What lies behind `now` and before the first shift is not known; what lies ahead is: nobody. */
export function roster_of(shifts: readonly Shift[], days: readonly number[], now: number): RosterWeek {
  const rows = new Map<string, Shift[][]>();
  const cover = days.map(() => new Array<number>(24).fill(0));
  for (const shift of shifts) {
    const start = Date.parse(shift.start);
    const end = Date.parse(shift.end);
    days.forEach((day, column) => {
      const next = days[column + 1] ?? day + 24 * hour_ms;
      if (start >= day && start < next) {
        const row = rows.get(shift.worker) ?? days.map(() => []);
        row[column]?.push(shift);
        rows.set(shift.worker, row);
      }
      for (let hour = 0; hour < 24; hour += 1) {
        const begin = day + hour * hour_ms;
        const hours = cover[column];
        if (hours !== undefined && start <= begin && end >= begin + hour_ms) hours[hour] = (hours[hour] ?? 0) + 1;
      }
    });
  }
  const began = Math.min(now, ...shifts.map((shift) => Date.parse(shift.start)));
  const known = cover.map((hours, column) =>
    hours.map((count, hour) => ((days[column] ?? 0) + hour * hour_ms < began ? null : count)),
  );
  return { days: [...days], rows, cover: known };
}

/** The fewest who work in any hour that is known; null where none is. */
export function least_of(hours: readonly (number | null)[]): number | null {
  const known = hours.filter((count): count is number => count !== null);
  return known.length === 0 ? null : Math.min(...known);
}

/** Monday of the week of a moment, and the six days after it, in the reader's zone. */
export function week_of(at: number, weeks_later: number): number[] {
  const day = new Date(at);
  day.setHours(0, 0, 0, 0);
  const monday = day.getDate() - ((day.getDay() + 6) % 7) + 7 * weeks_later;
  return Array.from({ length: 7 }, (_, n) => new Date(day.getFullYear(), day.getMonth(), monday + n).getTime());
}
