// Times as people read them. Pure: the present, the language and the time zone are given.
import type { Language } from '../words/language.svelte.ts';

/** 0:05, 12:40, 1:02:09. Never negative. */
export function counting(ms: number): string {
  const s = Math.max(0, Math.floor(ms / 1000));
  const two = (n: number): string => String(n).padStart(2, '0');
  const minutes = Math.floor(s / 60);
  if (minutes < 60) return `${minutes}:${two(s % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(s % 60)}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { hourCycle: 'h23', ...options });
  formats.set(key, made);
  return made;
}

/** 08:15 or 08:15:30, in the reader's zone. */
export function clock(at: string | number, language: Language, seconds = false, zone?: string): string {
  const options: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' };
  if (seconds) options.second = '2-digit';
  if (zone !== undefined) options.timeZone = zone;
  return format(language, options).format(new Date(at));
}

/** The day and the time where the day is not today's: "23 Nov, 08:15", "11月23日 08:15". */
export function day_and_clock(at: string | number, now: number, language: Language, zone?: string): string {
  const zoned: Intl.DateTimeFormatOptions = zone === undefined ? {} : { timeZone: zone };
  const day = format(language, { year: 'numeric', month: '2-digit', day: '2-digit', ...zoned });
  const time = clock(at, language, false, zone);
  if (day.format(new Date(at)) === day.format(now)) return time;
  return `${day_of(at, language, zone)}${language === 'zh' ? ' ' : ', '}${time}`;
}

/** "23 Nov", "11月23日". */
export function day_of(at: string | number, language: Language, zone?: string): string {
  const options: Intl.DateTimeFormatOptions = { day: 'numeric', month: language === 'zh' ? 'long' : 'short' };
  if (zone !== undefined) options.timeZone = zone;
  return format(language, options).format(new Date(at));
}

/** Whole minutes, for "6 minutes": rounded up, since nobody should be promised too early. */
export function minutes_of(seconds: number): number {
  return Math.max(0, Math.ceil(seconds / 60));
}

/** Midnight before a moment, where this browser is. */
export function local_day_start(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
