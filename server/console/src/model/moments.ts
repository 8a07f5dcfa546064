// Moments between the server's UTC and a form's local time. Pure, but for the reader's zone.

/** What a datetime-local input takes; empty for what is no moment. */
export function local_moment(at: string): string {
  const when = new Date(at);
  if (Number.isNaN(when.getTime())) return '';
  const two = (n: number): string => String(n).padStart(2, '0');
  const day = `${when.getFullYear()}-${two(when.getMonth() + 1)}-${two(when.getDate())}`;
  return `${day}T${two(when.getHours())}:${two(when.getMinutes())}`;
}

export function utc_moment(local: string): string {
  const when = new Date(local);
  return Number.isNaN(when.getTime()) ? '' : when.toISOString();
}

/** The last local day before that moment, as a date input takes it; empty for what is no moment. */
export function last_day(end: string): string {
  const when = new Date(end);
  return Number.isNaN(when.getTime()) ? '' : local_moment(new Date(when.getTime() - 1).toISOString()).slice(0, 10);
}

/** The moment at which that local day is over. */
export function end_of_day(day: string): string {
  const when = new Date(`${day}T00:00`);
  when.setDate(when.getDate() + 1);
  return when.toISOString();
}
