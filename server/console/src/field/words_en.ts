// The field app, in English.

export const field_en = {
  title: 'Rounds',
  off_duty: 'You are off duty',
  off_duty_hint: 'You get no offers, and nobody sees where you are.',
  go_on: 'Go on duty',
  go_off: 'Go off duty',
  on_duty: 'On duty',
  quiet: 'Nothing to do right now.',
  quiet_hint: 'An offer will fill this screen. Leave the page open.',
  position: {
    asking: 'Finding where you are…',
    shared: (clock: string, metres: number) => `Position shared at ${clock}, ±${metres} m`,
    refused: 'Position is switched off. Allow it for this page, or you will not be chosen by distance.',
    failed: 'Position not found. Trying again.',
  },
  offer: {
    title: 'Can you go?',
    assigned_title: 'You have been assigned',
    priority: (n: number) => `Priority ${n}`,
    away: (minutes: string, distance: string) => `${minutes} · ${distance}`,
    needs: 'Needs',
    left: (seconds: string) => `${seconds} left`,
    accept: 'Accept',
    confirm: 'I am going',
    decline: 'Decline',
    more: (n: number) => (n === 1 ? '1 more offer' : `${n} more offers`),
  },
  decline: {
    title: 'Why not?',
    reasons: ['Too far away', 'With another resident', 'Cannot lift alone', 'Not well', 'Vehicle broken down'],
    other: 'Something else',
    send: 'Decline',
  },
  step: { depart: 'Set out', arrive: 'I am there', resolve: 'Finish…' },
  steps: { assigned: 'Accepted', on_the_way: 'On the way', arrived: 'On the scene' },
  where: 'Where',
  open_map: 'Open in map',
  how_in: 'How to get in',
  key_safe: 'Key safe',
  show_code: 'Show code',
  hide_in: (seconds: number) => `Hidden again in ${seconds} s. Looking was recorded.`,
  needs_line: 'The code needs a connection.',
  about: 'About her or him',
  mobility: 'Mobility',
  language: 'Speaks',
  conditions: 'Conditions',
  medication: 'Medication',
  allergies: 'Allergies',
  notes: 'Notes',
  call: 'Call',
  cannot_go: 'I cannot go',
  finish: {
    title: 'How did it end?',
    outcome: 'Outcome',
    note: 'Note (for the desk and the next visit)',
    send: 'Finish',
  },
  sending: (n: number) => (n === 1 ? 'Sending…' : `Sending ${n} actions…`),
  waiting_for_line: (n: number) =>
    n === 1
      ? 'No connection. Your action is kept and will be sent.'
      : `No connection. ${n} actions are kept and will be sent.`,
  taken: {
    by_other: 'Too late: a colleague has it now.',
    over: 'Too late: this incident has ended.',
    gone: 'Too late: this offer is no longer open.',
    released: 'The desk has taken an incident back from you.',
  },
  opened: (clock: string) => `since ${clock}`,
};

export type FieldWords = typeof field_en;
