// What the desk and the phone say of an incident, besides its first sentence.
import { expect, test } from 'vitest';
import type { Evidence } from '../src/api/shapes.ts';
import { evidence_words, since_words } from '../src/words/story.ts';
import { incident } from './incident_maker.ts';

const heard = (kind: string): Evidence => ({
  at: '2026-11-23T08:16:00.000Z',
  source: 'device',
  device: 'd1',
  alarm: 'a1',
  kind,
  text: '',
});

test('a fall and a cancel after a press are said beside it, each once', () => {
  const pressed = incident({ raises: 2, evidence: ['sos', 'sos', 'cancel', 'fall', 'fall'].map(heard) });
  expect(since_words(pressed)).toBe('Pressed again 2 times. Since then: Cancelled at home, Fall.');
});

test('nothing is said where nothing has come since', () => {
  expect(since_words(incident({ evidence: [heard('sos')] }))).toBe('');
  expect(since_words(incident())).toBe('');
});

test('the id of the alarm that a cancel speaks of is not read to people', () => {
  expect(evidence_words('pendant · about h-4be272f026ea')).toBe('pendant');
});
