// A past for a home of the demo town, so that pictures and stories have something to show: weeks of movement from room
// to room, with a habit that changes, and days of vital signs with a gap. The same every time.
import { device_of, measure, type Measured } from './town.ts';

const day_s = 86_400;
const zone_s = 8 * 3_600; // Asia/Shanghai, where the browsers of the stories are
const rooms = ['kitchen', 'living_room', 'bedroom', 'bathroom'] as const;

function midnight_before(at_s: number): number {
  return Math.floor((at_s + zone_s) / day_s) * day_s - zone_s;
}

// Four days ago she began to get up late and to lie down in the afternoon.
function room_at(hour: number, days_ago: number): (typeof rooms)[number] | null {
  const up = days_ago > 4 ? 7 : 9;
  if (hour < up - 1) return null;
  if (hour === up - 1) return 'bathroom';
  if (hour === up || hour === 12 || hour === 18) return 'kitchen';
  if (hour >= 22 || (days_ago <= 4 && hour >= 14 && hour <= 16)) return 'bedroom';
  return 'living_room';
}

export function weeks_of_movement(resident: string, now_s: number, weeks = 3): void {
  const records: Measured[] = [];
  for (let days_ago = weeks * 7 - 1; days_ago >= 0; days_ago -= 1) {
    for (let hour = 0; hour < 24; hour += 1) {
      const t = midnight_before(now_s) - days_ago * day_s + hour * 3_600 + 900;
      if (t > now_s) continue;
      const moved = room_at(hour, days_ago);
      for (const room of rooms) records.push({ n: `motion:${room}`, vb: room === moved, t });
    }
  }
  // Any box of a home may say what its sensors see.
  measure(device_of(resident), records);
}

export function days_of_vitals(resident: string, now_s: number, days = 2): void {
  const records: Measured[] = [];
  const first = Math.floor(now_s / 600) * 600;
  for (let t = first - days * day_s; t < first; t += 600) {
    const ago_h = (now_s - t) / 3_600;
    if (ago_h > 15 && ago_h < 19) continue;
    const hour = ((t + zone_s) % day_s) / 3_600;
    const wobble = Math.sin(t / 1_700) * 3 + Math.sin(t / 430) * 2;
    const fever = ago_h > 5 && ago_h < 9 ? 16 : 0;
    records.push({
      n: 'heart_rate',
      u: 'beat/min',
      v: Math.round(72 - 8 * Math.cos(((hour - 3) / 12) * Math.PI) + wobble + fever),
      t,
    });
    if (t % 1_800 !== 0) continue;
    records.push({ n: 'spo2', u: '%', v: Math.round(97 + Math.sin(t / 5_000) - (fever > 0 ? 3 : 0)), t });
    records.push({ n: 'respiratory_rate', u: '1/min', v: Math.round(15 + wobble / 3 + fever / 4), t });
  }
  measure(device_of(resident, 'wearable'), records);
}
