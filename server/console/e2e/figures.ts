// What a measurement found, as `./lamplight bench` prints it: one JSON object a line, into the file that it names.
import { appendFileSync } from 'node:fs';

export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

/** `floor`: the least it could have been, measured in the same run; null where there is none to compare with. */
export function print_figure(metric: string, value: number, unit: string, floor: number | null): void {
  const beside =
    floor === null ? { floor: null, ratio: null } : { floor: rounded(floor), ratio: rounded(value / floor) };
  const line = JSON.stringify({ bench: 'console', metric, value: rounded(value), unit, ...beside });
  const file = process.env['LAMPLIGHT_FIGURES'];
  if (file === undefined) console.log(line);
  else appendFileSync(file, `${line}\n`);
}
