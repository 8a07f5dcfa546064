// What the desk should be sounding like. Pure: sound_player.ts makes it heard.
//
// An emergency sounds until a dispatcher has taken it, the gravest first; so does a care worker who asks for more
// hands, until she is answered; a second press sounds again until somebody has looked; a request rings now and then;
// a lost line has a sound of its own, since nothing else will come.
import type { Line } from '../api/live.ts';
import { open_asks } from '../model/asked_help.ts';
import type { Picture } from './live_picture.ts';

export type Sound = 'none' | 'grave' | 'urgent' | 'request' | 'cut_off';

export function sound_for(picture: Picture, line: Line): Sound {
  if (line === 'lost') return 'cut_off';
  if (picture.open.some((one) => open_asks(one.history ?? []).length > 0)) return 'grave';
  const calling = picture.open.filter(
    (one) => !one.test && (one.acknowledged_at === null || picture.fresh.has(one.id)) && one.state !== 'resolved',
  );
  const emergencies = calling.filter((one) => one.queue === 'emergency');
  if (emergencies.some((one) => one.priority <= 2)) return 'grave';
  if (emergencies.length > 0) return 'urgent';
  return calling.some((one) => one.queue === 'service') ? 'request' : 'none';
}

/** One tone of a pattern. */
interface Tone {
  at_s: number;
  for_s: number;
  hertz: number;
  loudness: number;
}

interface Pattern {
  /** After this it begins anew. */
  period_s: number;
  tones: readonly Tone[];
}

const patterns: Readonly<Record<Exclude<Sound, 'none'>, Pattern>> = {
  grave: {
    period_s: 2,
    tones: [660, 880, 1175].map((hertz, n) => ({ at_s: n * 0.2, for_s: 0.17, hertz, loudness: 0.6 })),
  },
  urgent: {
    period_s: 5,
    tones: [660, 880].map((hertz, n) => ({ at_s: n * 0.25, for_s: 0.22, hertz, loudness: 0.45 })),
  },
  request: { period_s: 30, tones: [{ at_s: 0, for_s: 0.5, hertz: 523, loudness: 0.25 }] },
  cut_off: {
    period_s: 8,
    tones: [392, 262].map((hertz, n) => ({ at_s: n * 0.4, for_s: 0.35, hertz, loudness: 0.4 })),
  },
};

/** One period of a sound, ready to be played in a loop: samples between -1 and 1. */
export function samples_of(sound: Exclude<Sound, 'none'>, rate: number): Float32Array<ArrayBuffer> {
  const pattern = patterns[sound];
  const samples = new Float32Array(Math.round(pattern.period_s * rate));
  for (const tone of pattern.tones) {
    const first = Math.round(tone.at_s * rate);
    const count = Math.round(tone.for_s * rate);
    for (let n = 0; n < count; n += 1) {
      // Swelling and fading over a hundredth of a second keeps the loudspeaker from clicking.
      const edge = Math.min(1, n / (0.01 * rate), (count - n) / (0.01 * rate));
      samples[first + n] = tone.loudness * edge * Math.sin((2 * Math.PI * tone.hertz * n) / rate);
    }
  }
  return samples;
}
