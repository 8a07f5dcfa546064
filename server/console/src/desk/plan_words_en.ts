// The steps of the plans, in English.

export const plan_en = {
  title: 'Plan',
  progress: (done: number, all: number) => `${done} of ${all} done`,
  done_by: (who: string, clock: string) => `${who}, ${clock}`,
  ticked: (step: string) => `Step done: ${step}`,
  unticked: (step: string) => `Step open again: ${step}`,
  step: {
    take: 'Take it',
    speak: 'Speak with the resident: what has happened, where does it hurt, can the resident move?',
    fire_brigade: 'Call the fire brigade, 119',
    ambulance: 'In doubt call the ambulance, 120: pain in the chest, breath, speech, much blood, a blow to the head',
    police: 'Call the police, 110',
    get_out: 'Everybody out of the home; windows open; no switch, no flame, no lift',
    do_not_lift: 'Nobody lifts the resident alone; keep warm and keep talking',
    neighbour: 'Ask a neighbour to look, if it is safe',
    contact: 'Tell a contact, in the order of the list',
    search: 'Ask where the resident likes to go; tell the care workers nearby what clothes to look for',
    take_medicine: 'Ask the resident to take it now, if it is not too late for it',
    measure_again: 'Ask the resident to rest and measure again',
    turn_off: 'Turn off the water and, where it is wet, the mains',
    high_risk_first: 'Call the homes at high risk first: oxygen, pump, lift bed',
    utility: 'Ask the power company how long',
    agree_when: 'Agree when somebody comes',
    check_device: 'Check the device: battery, line, last heartbeat',
    send: 'Send a care worker',
    there: 'Somebody is there',
    tell_family: 'Tell the family how it went',
    report: 'Outcome and note; then close',
  },
};

export type PlanWords = typeof plan_en;
