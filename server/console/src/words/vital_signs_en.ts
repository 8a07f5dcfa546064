// The names and units of what is measured, in English.

export const vital_signs_en = {
  name: {
    news2: 'NEWS2',
    heart_rate: 'Pulse',
    spo2: 'Oxygen',
    respiratory_rate: 'Breathing',
    systolic: 'Upper blood pressure',
    diastolic: 'Lower blood pressure',
    temperature: 'Temperature',
    glucose: 'Blood sugar',
    weight: 'Weight',
    steps: 'Steps',
    oxygen_supply: 'Extra oxygen',
    consciousness: 'Consciousness',
  } as Record<string, string>,
  unit: {
    heart_rate: '/min',
    spo2: '%',
    respiratory_rate: '/min',
    systolic: 'mmHg',
    diastolic: 'mmHg',
    temperature: '°C',
    glucose: 'mmol/L',
    weight: 'kg',
  } as Record<string, string>,
};

export type VitalSignWords = typeof vital_signs_en;
