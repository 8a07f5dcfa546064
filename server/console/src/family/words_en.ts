// The family page, in English.

export const family_en = {
  title: 'Family',
  nobody: 'Nobody has named you as a relative yet.',
  status: {
    well: (name: string) => `All is well with ${name}.`,
    attention: (name: string) => `${name} has called. Somebody is looking after it.`,
    help_coming: (name: string) => `Help is on its way to ${name}.`,
    help_there: (name: string) => `Help is with ${name}.`,
  },
  no_status: (name: string) => `${name} has not agreed to show how things are.`,
  since: { well: (time: string) => `Quiet since ${time}.`, other: (time: string) => `Since ${time}.` },
  coming: (who: string, minutes: string) => `${who} is coming and should be there in about ${minutes}.`,
  coming_soon: (who: string) => `${who} should be there by now.`,
  there: (who: string) => `${who} is there.`,
  happened: 'What has happened',
  steps: {
    opened: 'The call came in',
    raised: 'Called again',
    acknowledged: 'A dispatcher has taken it',
    assigned: (who: string) => `${who} will go`,
    departed: (who: string) => `${who} is on the way`,
    arrived: (who: string) => `${who} has arrived`,
    resolved: 'It has been dealt with',
    closed: 'It is over',
    cancelled: 'It was called off',
    reopened: 'It is being looked at once more',
  },
  outcome: {
    helped: 'Help was given.',
    false_alarm: 'It was a false alarm.',
    no_answer: 'Nobody was at home.',
    hospital: 'Taken to hospital.',
    deceased: 'Please wait for a call: somebody will speak with you in person.',
    technical: 'It was a technical matter.',
    other: 'It has been dealt with.',
  },
  somebody: 'Somebody',
  last: 'The last time',
  agreed: 'What you may see',
  agreed_hint: (name: string) => `${name} has agreed to this and can change it at any time.`,
  tiers: {
    status: 'How things are',
    incidents: 'Calls for help and what came of them',
    vitals: 'Pulse, blood pressure and other readings',
    location: 'Where help is going',
  },
  yes: 'yes',
  no: 'no',
  dialled: 'In an emergency call 120 first.',
};

export type FamilyWords = typeof family_en;
