// Vital signs and routine, in English.

export const vitals_en = {
  range: 'Time shown',
  ranges: { day: '24 hours', week: '7 days', month: '30 days', quarter: '90 days' },
  chart: (name: string, last: string, least: string, most: string) =>
    `${name}: last ${last}, between ${least} and ${most}`,
  last: 'last',
  between: (least: string, most: string) => `${least} to ${most}`,
  baseline: (value: string) => `usually ${value}`,
  legend: { band: 'normal', spread: 'least to most', own: 'usual for this person', gap: 'gap: nothing measured' },
  legend_visit: 'visit',
  legend_alarm: 'alarm',
  none: 'Nothing was measured in this time.',
  away: 'The measurements could not be read.',
  score: 'NEWS2 now',
  score_unknown: 'Not known: nothing has been measured lately.',
  score_exact: (points: number) => `${points}`,
  score_between: (least: number, most: number) => `between ${least} and ${most}`,
  score_missing: (names: string) => `not measured lately: ${names}`,
  response: { low: 'low', urgent: 'urgent', emergency: 'emergency' },
  motion: 'Where somebody moved, hour by hour',
  motion_none: 'No motion was reported in this time.',
  motion_day: (day: string, rooms: string) => `${day}: ${rooms}`,
  still: 'nobody moved',
  unheard: 'nothing heard',
  history: 'History',
  history_none: 'Nothing has happened yet.',
  type: { alarm: 'Alarm', incident: 'Incident', visit: 'Visit', note: 'Note', device: 'Device' } as Record<
    string,
    string
  >,
};

export type VitalsWords = typeof vitals_en;
