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
