// Says the server's reasons in the page's language (model/reasons reads them). Used by the desk and the field app.
import { read_reason } from '../model/reasons.ts';
import { dictionary } from './language.svelte.ts';
import { reasons_en } from './reasons_en.ts';
import { reasons_zh } from './reasons_zh.ts';
import { skill_name, terms } from './terms.ts';

const words = dictionary(reasons_en, reasons_zh);

export function say_reason(phrase: string): string {
  const reason = read_reason(phrase);
  const w = words();
  switch (reason.is) {
    case 'away':
    case 'stale_position':
    case 'inaccurate_position':
    case 'language_missed':
    case 'gender_missed':
    case 'not_preferred':
    case 'load':
    case 'shift_ends_soon':
    case 'asked_before':
    case 'asked_for_another':
    case 'displaces':
    case 'on_break':
    case 'no_break':
    case 'not_there_last':
    case 'cover':
      return w[reason.is](terms().minutes_short(reason.minutes));
    case 'has':
    case 'lacks':
      return w[reason.is](skill_name(reason.skill));
    case 'vehicle':
    case 'no_vehicle':
      return w[reason.is](skill_name(`vehicle_${reason.vehicle}`));
    case 'speaks':
    case 'no_language':
      return w[reason.is](say_tongue(reason.language));
    case 'gender':
      return w.gender(reason.with);
    case 'words':
      return reason.words;
    case 'busy':
    case 'asked':
    case 'other_district':
    case 'knows':
    case 'last':
    case 'straight':
    case 'off_duty':
    case 'no_position':
    case 'no_place':
    case 'excluded':
    case 'declined':
    case 'chosen':
      return w[reason.is];
  }
}

/** A language by name: yue is Cantonese. */
export function say_tongue(code: string): string {
  return words().tongue[code] ?? code;
}
