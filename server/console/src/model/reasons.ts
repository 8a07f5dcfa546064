// The server's reasons for and against a care worker are short English phrases. This reads them, so that a page can
// say them in its own language. Pure. A phrase that is not known is shown as it came.

type Penalty =
  | 'stale_position'
  | 'inaccurate_position'
  | 'language_missed'
  | 'gender_missed'
  | 'not_preferred'
  | 'load'
  | 'shift_ends_soon'
  | 'asked_before'
  | 'asked_for_another'
  | 'displaces'
  | 'on_break'
  | 'no_break'
  | 'not_there_last'
  | 'cover';
type Plain =
  'knows' | 'last' | 'straight' | 'off_duty' | 'no_position' | 'no_place' | 'excluded' | 'declined' | 'chosen';

export type Reason =
  | { is: 'away' | Penalty; minutes: number }
  | { is: 'has' | 'lacks'; skill: string }
  | { is: 'vehicle' | 'no_vehicle'; vehicle: string }
  | { is: 'speaks' | 'no_language'; language: string }
  | { is: 'busy' | 'asked' | 'other_district' | 'gender'; with: string }
  | { is: Plain }
  | { is: 'words'; words: string };

const whole: Record<string, Plain> = {
  'knows the resident': 'knows',
  'was there last': 'last',
  'by the straight line': 'straight',
  'off duty': 'off_duty',
  'position unknown': 'no_position',
  'the place is unknown': 'no_place',
  'excluded by the resident': 'excluded',
  'has declined': 'declined',
  'chosen by the dispatcher': 'chosen',
};

const penalties: readonly Penalty[] = [
  'stale_position',
  'inaccurate_position',
  'language_missed',
  'gender_missed',
  'not_preferred',
  'load',
  'shift_ends_soon',
  'asked_before',
  'asked_for_another',
  'displaces',
  'on_break',
  'no_break',
  'not_there_last',
  'cover',
];

export function read_reason(words: string): Reason {
  const known = whole[words];
  if (known !== undefined) return { is: known };
  const after = (start: string): string | null => (words.startsWith(start) ? words.slice(start.length) : null);
  const away = /^(\d+) min away$/.exec(words);
  if (away !== null) return { is: 'away', minutes: Number(away[1]) };
  const penalty = /^(\w+) \+(\d+) min$/.exec(words);
  const term = penalties.find((name) => name === penalty?.[1]);
  if (penalty !== null && term !== undefined) return { is: term, minutes: Number(penalty[2]) };
  const has = after('has ');
  if (has !== null) return { is: 'has', skill: has };
  const lacks = after('lacks ');
  if (lacks !== null) return { is: 'lacks', skill: lacks };
  const vehicle = after('comes with ');
  if (vehicle !== null) return { is: 'vehicle', vehicle };
  const no_vehicle = after('comes without ');
  if (no_vehicle !== null) return { is: 'no_vehicle', vehicle: no_vehicle };
  const speaks = after('speaks ');
  if (speaks !== null) return { is: 'speaks', language: speaks };
  const silent = after('does not speak ');
  if (silent !== null) return { is: 'no_language', language: silent };
  const busy = after('busy with ');
  if (busy !== null) return { is: 'busy', with: busy };
  const asked = after('asked for ');
  if (asked !== null) return { is: 'asked', with: asked };
  const district = after('does not serve ');
  if (district !== null) return { is: 'other_district', with: district };
  const gender = /^the resident asks for a (\w+) worker$/.exec(words);
  if (gender?.[1] !== undefined) return { is: 'gender', with: gender[1] };
  return { is: 'words', words };
}
