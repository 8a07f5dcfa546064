// The field app's model: what is unsent, what is asked, what is held.
import { describe, expect, test } from 'vitest';
import type { OfferItem } from '../src/api/shapes.ts';
import { open_asks, read_help, write_help } from '../src/model/asked_help.ts';
import { entered_at, read_entered, write_entered } from '../src/model/entered.ts';
import { photos_in, read_photo, write_photo } from '../src/model/photo_note.ts';
import { is_late_deed, read_late, write_late } from '../src/model/true_time.ts';
import { map_link } from '../src/field/map_link.ts';
import { read_round, write_round } from '../src/field/kept_round.ts';
import {
  drop_all_of,
  drop_one,
  mark_told,
  pause_ms,
  put,
  read,
  settled,
  wished_state,
  write,
  type Outbox,
} from '../src/field/outbox.ts';
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

describe('a photograph', () => {
  const photo = (id: string) => ({ incident: 'i1', order: { do: 'note', text: write_photo(id) }, at: 1 }) as const;
  const arrive = { incident: 'i1', order: { do: 'arrive' }, at: 2 } as const;

  test('waits behind every step, in the order in which it was taken', () => {
    const outbox = put(put(put([], photo('ph-1')), photo('ph-2')), arrive);
    expect(outbox).toEqual([arrive, photo('ph-1'), photo('ph-2')]);
  });

  test('is dropped alone, whatever has come before it meanwhile', () => {
    const outbox = put(put([], photo('ph-1')), arrive);
    expect(drop_one(outbox, photo('ph-1'))).toEqual([arrive]);
  });

  test('is known by its note, each once, and a note that only speaks of one is none', () => {
    const line = (text: string) => ({ at: '', who: 'u-1', what: 'note', detail: text });
    expect(read_photo(write_photo('ph-1'))).toBe('ph-1');
    expect(read_photo('photo: of her door')).toBeNull();
    expect(photos_in([line('photo: ph-1'), line('photo of the door'), line('photo: ph-1')])).toEqual(['ph-1']);
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

describe('more hands', () => {
  const line = (detail: string) => ({ at: '2026-11-23T08:20:00.000Z', who: 'w1', name: '陈梅', what: 'note', detail });

  test('are asked for by a note, once, until the desk has answered', () => {
    const asked = [line(write_help('second_person', false)), line(write_help('second_person', false))];
    expect(open_asks(asked)).toEqual([{ help: 'second_person', at: '2026-11-23T08:20:00.000Z', who: '陈梅' }]);
    expect(open_asks([...asked, line(write_help('ambulance', false))]).map((one) => one.help)).toEqual([
      'second_person',
      'ambulance',
    ]);
    expect(open_asks([...asked, line(write_help('second_person', true))])).toEqual([]);
  });

  test('are not read out of other notes', () => {
    expect(read_help('help: asked a_lift')).toBeNull();
    expect(read_help('She needs help: asked second_person')).toBeNull();
  });

  test('stand in the outbox beside a step, and beside each other', () => {
    const second = { incident: 'i1', order: { do: 'note', text: write_help('second_person', false) }, at: 1 } as const;
    const ambulance = { incident: 'i1', order: { do: 'note', text: write_help('ambulance', false) }, at: 2 } as const;
    const arrive = { incident: 'i1', order: { do: 'arrive' }, at: 3 } as const;
    expect(put(put(put(put([], second), ambulance), arrive), { ...second, at: 4 })).toEqual([
      second,
      ambulance,
      arrive,
    ]);
  });
});

describe('the true time of a deed', () => {
  test('is told when the server hears of it late, and only of what moves a visit on', () => {
    expect(is_late_deed('arrive', 0, 25_000)).toBe(true);
    expect(is_late_deed('arrive', 0, 15_000)).toBe(false);
    expect(is_late_deed('accept', 0, 90_000)).toBe(false);
  });

  test('is written so that it can be read again', () => {
    const text = write_late('depart', Date.parse('2026-11-23T08:15:30.000Z'));
    expect(read_late(text)).toEqual({ deed: 'depart', at: '2026-11-23T08:15:30.000Z' });
    expect(read_late('late: sleep 2026-11-23T08:15:30.000Z')).toBeNull();
  });

  test('is told once, over a reload too', () => {
    const arrive = { incident: 'i1', order: { do: 'arrive' }, at: 1 } as const;
    expect(read(write(mark_told([arrive], arrive)))[0]?.time_told).toBe(true);
  });
});

describe('what the telephone keeps of a round', () => {
  const now = Date.parse('2026-11-23T09:00:00.000Z');

  test('is what she held, and when that was said', () => {
    const held = [incident({ state: 'on_the_way', worker: holder })];
    expect(read_round(write_round(held, now - 60_000), now)).toEqual({ at: now - 60_000, held });
  });

  test('is not of another day, and nothing where nothing can be read', () => {
    const held = [incident({ state: 'on_the_way', worker: holder })];
    expect(read_round(write_round(held, now - 13 * 3_600_000), now)).toBeNull();
    expect(read_round(null, now)).toBeNull();
    expect(read_round('null', now)).toBeNull();
    expect(read_round('{"at":1', now)).toBeNull();
    expect(read_round('{"at":1764000000000,"held":[{}]}', 1_764_000_000_000)).toBeNull();
  });
});

test('without a line the next step follows from her own taps, of this incident alone', () => {
  const held = incident({ state: 'assigned', worker: holder });
  const taps: Outbox = [
    { incident: 'i1', order: { do: 'depart' }, at: 1 },
    { incident: 'i2', order: { do: 'resolve', outcome: 'helped', note: '' }, at: 2 },
    { incident: 'i1', order: { do: 'note', text: 'x' }, at: 3 },
    { incident: 'i1', order: { do: 'arrive' }, at: 4 },
  ];
  expect(wished_state(taps.slice(0, 3), held)).toBe('on_the_way');
  expect(wished_state(taps, held)).toBe('arrived');
  expect(wished_state([], held)).toBe('assigned');
});

describe('the way in', () => {
  const at = '2026-11-23T08:20:00.000Z';
  const line = (what: string, detail = '') => ({ at, who: me, what, detail });

  test('is a note that keeps the time of the tap', () => {
    expect(write_entered(Date.parse(at))).toBe(`entered: ${at}`);
    expect(read_entered(`entered: ${at}`)).toBe(at);
    expect(read_entered('entered: by the back door')).toBeNull();
  });

  test('counts for the present visit only', () => {
    const first = [line('arrived'), line('note', `entered: ${at}`)];
    expect(entered_at(first)).toBe(at);
    expect(entered_at([...first, line('reopened'), line('arrived')])).toBeNull();
    expect(entered_at([])).toBeNull();
  });
});

test('a word of the line takes no address from the telephone', () => {
  const resident = { id: 'r1', name: '李秀英', district: 'guzhen' };
  const read_whole = incident({ state: 'assigned', worker: holder, resident: { ...resident, address: '六坊36号' } });
  const before = take_incident(empty_round, read_whole, me);
  const told = incident({ state: 'on_the_way', worker: holder, resident, version: 2 });
  const after = take_incident(before, told, me);
  expect(after.held[0]).toMatchObject({ state: 'on_the_way', resident: { address: '六坊36号' } });
  expect(begin({ incidents: [told] }, me, after).held[0]?.resident?.address).toBe('六坊36号');
  const of_another = incident({ state: 'assigned', worker: holder, resident: { ...resident, id: 'r2' }, version: 3 });
  expect(take_incident(after, of_another, me).held[0]?.resident?.address).toBeUndefined();
});
