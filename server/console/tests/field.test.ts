// The field app's model: what is unsent, what is asked, what is held.
import { describe, expect, test } from 'vitest';
import type { OfferItem } from '../src/api/shapes.ts';
import { map_link } from '../src/field/map_link.ts';
import { drop_all_of, pause_ms, put, read, settled, write, type Outbox } from '../src/field/outbox.ts';
import { begin, empty_round, live_offers, take_incident, take_offer, wants_confirmation } from '../src/field/round.ts';
import { incident } from './incident_maker.ts';

const me = 'w1';
const holder = { id: me, name: '陈梅', eta_s: 300 };
const other = { id: 'w2', name: '何婷', eta_s: 300 };

function offer(different: Partial<OfferItem> = {}): OfferItem {
  return {
    incident: 'i1',
    kind: 'sos',
    priority: 1,
    resident: null,
    area: '古镇',
    eta_s: 300,
    distance_m: 900,
    expires_at: '2026-11-23T08:16:15.000Z',
    reasons: [],
    needs: [],
    ...different,
  };
}

describe('the outbox', () => {
  const accept = { incident: 'i1', order: { do: 'accept' }, at: 1 } as const;

  test('takes a second tap for the same wish', () => {
    const outbox: Outbox = put([], accept);
    expect(put(outbox, { ...accept, at: 2 })).toBe(outbox);
    expect(put(outbox, { incident: 'i1', order: { do: 'depart' }, at: 2 })).toHaveLength(2);
  });

  test('survives being written and read, and anything unreadable is nothing', () => {
    const outbox = put([], accept);
    expect(read(write(outbox))).toEqual(outbox);
    expect(read('{"not":"a list"}')).toEqual([]);
    expect(read('broken')).toEqual([]);
    expect(read(null)).toEqual([]);
  });

  test('forgets what was wished of an incident that is lost', () => {
    const outbox = put(put([], accept), { incident: 'i2', order: { do: 'accept' }, at: 2 });
    expect(drop_all_of(outbox, 'i1').map((one) => one.incident)).toEqual(['i2']);
  });

  test('waits longer each time, and never longer than ten seconds', () => {
    expect([1, 2, 3, 4, 5, 50].map(pause_ms)).toEqual([1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
  });
});

describe('a refusal', () => {
  test('of a repeated acceptance is none when the incident is already hers', () => {
    expect(settled({ do: 'accept' }, incident({ state: 'assigned', worker: holder }), me)).toBe(true);
    expect(settled({ do: 'accept' }, incident({ state: 'assigned', worker: other }), me)).toBe(false);
    expect(settled({ do: 'accept' }, null, me)).toBe(false);
  });

  test('of a repeated departure is none once she is on the way or there', () => {
    expect(settled({ do: 'depart' }, incident({ state: 'on_the_way', worker: holder }), me)).toBe(true);
    expect(settled({ do: 'depart' }, incident({ state: 'arrived', worker: holder }), me)).toBe(true);
    expect(settled({ do: 'depart' }, incident({ state: 'assigned', worker: holder }), me)).toBe(false);
  });

  test('of a repeated arrival or end is none once that has happened', () => {
    expect(settled({ do: 'arrive' }, incident({ state: 'arrived', worker: holder }), me)).toBe(true);
    expect(settled({ do: 'arrive' }, incident({ state: 'cancelled' }), me)).toBe(false);
    expect(settled({ do: 'resolve', outcome: 'helped', note: '' }, incident({ state: 'resolved' }), me)).toBe(true);
  });

  test('to decline is none when somebody else has it', () => {
    expect(settled({ do: 'decline', reason: '' }, incident({ worker: other }), me)).toBe(true);
    expect(settled({ do: 'decline', reason: '' }, incident({ state: 'assigned', worker: holder }), me)).toBe(false);
  });
});

describe('the round', () => {
  test('begins with the snapshot: the urgent offer first, only her own incidents', () => {
    const round = begin(
      {
        offers: [offer({ incident: 'slow', priority: 4 }), offer({ incident: 'urgent' })],
        incidents: [
          incident({ id: 'mine', state: 'assigned', worker: holder }),
          incident({ id: 'hers', state: 'assigned', worker: other }),
        ],
      },
      me,
    );
    expect(round.offers.map((one) => one.incident)).toEqual(['urgent', 'slow']);
    expect(round.held.map((one) => one.id)).toEqual(['mine']);
  });

  test('takes a repeated offer for the same question with a new time', () => {
    const round = take_offer(take_offer(empty_round, offer()), offer({ expires_at: '2026-11-23T08:18:00.000Z' }));
    expect(round.offers).toHaveLength(1);
    expect(round.offers[0]?.expires_at).toBe('2026-11-23T08:18:00.000Z');
  });

  test('does not show an offer whose time has run out', () => {
    const round = take_offer(empty_round, offer());
    expect(live_offers(round, Date.parse('2026-11-23T08:16:14.000Z'))).toHaveLength(1);
    expect(live_offers(round, Date.parse('2026-11-23T08:16:15.000Z'))).toHaveLength(0);
  });

  test('drops the question once somebody has the incident', () => {
    const asked = take_offer(empty_round, offer());
    expect(take_incident(asked, incident({ state: 'assigned', worker: other }), me).offers).toEqual([]);
    const mine = take_incident(asked, incident({ state: 'assigned', worker: holder }), me);
    expect([mine.offers.length, mine.held.length]).toEqual([0, 1]);
  });

  test('keeps the question while she is still asked', () => {
    const asked = take_offer(empty_round, offer());
    const pending = {
      worker: holder,
      state: 'pending',
      at: '',
      expires_at: '',
      eta_s: 0,
      distance_m: 0,
      reasons: [],
    } as const;
    expect(
      take_incident(asked, incident({ state: 'offered', offers: [{ ...pending, reasons: [] }] }), me).offers,
    ).toHaveLength(1);
    expect(take_incident(asked, incident({ state: 'offered', offers: [] }), me).offers).toHaveLength(0);
  });

  test('does not go back to an older version', () => {
    const there = take_incident(empty_round, incident({ state: 'arrived', worker: holder, version: 6 }), me);
    expect(take_incident(there, incident({ state: 'assigned', worker: holder, version: 4 }), me)).toBe(there);
  });

  test('lets go of an incident that was taken back', () => {
    const held = take_incident(empty_round, incident({ state: 'assigned', worker: holder, version: 3 }), me);
    expect(take_incident(held, incident({ state: 'open', version: 4 }), me).held).toEqual([]);
  });

  test('asks for a word when the desk has assigned, and not when she has accepted herself', () => {
    const line = (what: string) => ({ at: '', who: 'u1', what, worker: { id: me, name: '陈梅' } });
    const told = incident({ state: 'assigned', worker: holder, history: [line('opened'), line('assigned')] });
    expect(wants_confirmation(told, me)).toBe(true);
    expect(wants_confirmation({ ...told, history: [...(told.history ?? []), line('confirmed')] }, me)).toBe(false);
    expect(wants_confirmation({ ...told, history: [line('opened'), line('accepted')] }, me)).toBe(false);
    expect(wants_confirmation({ ...told, state: 'on_the_way' }, me)).toBe(false);
  });
});

test('the map link is one the telephone understands', () => {
  const place = { lat: 22.6131, lon: 113.1908 };
  expect(map_link(place, 'Mozilla/5.0 (Linux; Android 14)')).toBe('geo:22.613100,113.190800?q=22.613100,113.190800');
  expect(map_link(place, 'Mozilla/5.0 (iPhone)')).toBe('maps://?daddr=22.613100,113.190800');
});
