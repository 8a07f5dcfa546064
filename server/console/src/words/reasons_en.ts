// Reasons for and against sending somebody, in English.

export const reasons_en = {
  away: (minutes: string) => `${minutes} away`,
  has: (skill: string) => `trained: ${skill}`,
  lacks: (skill: string) => `lacks ${skill}`,
  speaks: (tongue: string) => `speaks ${tongue}`,
  no_language: (tongue: string) => `does not speak ${tongue}`,
  busy: 'has another incident',
  asked: 'is asked for another incident',
  other_district: 'does not serve this district',
  gender: (gender: string): string => (gender === 'female' ? 'a woman is asked for' : 'a man is asked for'),
  knows: 'knows the resident',
  off_duty: 'off duty',
  no_position: 'position unknown',
  no_place: 'the place is unknown',
  excluded: 'not wanted by the resident',
  declined: 'has declined',
  chosen: 'chosen by the dispatcher',
  stale_position: (more: string) => `position is old (+${more})`,
  language_missed: (more: string) => `another language (+${more})`,
  gender_missed: (more: string) => `another gender than wished (+${more})`,
  not_preferred: (more: string) => `not one of the usual carers (+${more})`,
  load: (more: string) => `has other work (+${more})`,
  shift_ends_soon: (more: string) => `shift ends soon (+${more})`,
  asked_before: (more: string) => `did not answer before (+${more})`,
  asked_for_another: (more: string) => `is being asked for another (+${more})`,
  displaces: (more: string) => `on the way to something less urgent (+${more})`,
  cover: (more: string) => `leaves another district thin (+${more})`,
  tongue: { zh: 'Mandarin', yue: 'Cantonese', en: 'English', hak: 'Hakka', nan: 'Min Nan' } as Record<string, string>,
};

export type ReasonWords = typeof reasons_en;
