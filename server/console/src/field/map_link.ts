// A link that opens the phone's own map at a place. Pure.
import type { Place } from '../api/shapes.ts';

export function map_link(place: Place, user_agent: string): string {
  const at = `${place.lat.toFixed(6)},${place.lon.toFixed(6)}`;
  // Telephones of Apple do not know geo: links.
  return /iPhone|iPad|Macintosh/.test(user_agent) ? `maps://?daddr=${at}` : `geo:${at}?q=${at}`;
}
