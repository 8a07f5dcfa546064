// A QR code's rows ("1" dark, "0" light) as one path of a drawing. Pure.

/** Modules of light around a code that a camera needs. */
export const quiet_zone = 4;

/** How long a side is, the quiet zone included. */
export function qr_side(rows: readonly string[]): number {
  return rows.length + 2 * quiet_zone;
}

/** Runs of dark modules, a rectangle each. */
export function qr_path(rows: readonly string[]): string {
  return rows
    .flatMap((row, y) =>
      [...row.matchAll(/1+/g)].map((run) => {
        const x = run.index + quiet_zone;
        const width = run[0].length;
        return `M${x} ${y + quiet_zone}h${width}v1h-${width}z`;
      }),
    )
    .join('');
}
