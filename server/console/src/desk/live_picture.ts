// What the desk knows, and how each word of the live line changes it. Pure; desk.svelte.ts keeps the present one.
import type { Incident } from '../api/shapes.ts';
import { open_asks } from '../model/asked_help.ts';
import { by_urgency, is_ended } from '../model/urgency.ts';

export interface Picture {
  /** Everything that has not ended, most urgent first. */
  open: readonly Incident[];
  /** What has ended while this page was open, latest first: it can still be read and reopened. */
  ended: readonly Incident[];
  /** Pressed or reported again, and not looked at since. */
  fresh: ReadonlySet<string>;
}

export const empty_picture: Picture = { open: [], ended: [], fresh: new Set() };

const ended_kept_max = 20;

export function find(picture: Picture, id: string): Incident | null {
  return [...picture.open, ...picture.ended].find((incident) => incident.id === id) ?? null;
}

/** A snapshot replaces what is open. What was raised while the line was away is fresh too. */
export function begin(picture: Picture, incidents: readonly Incident[]): Picture {
  const fresh = new Set<string>();
  const open: Incident[] = [];
  for (const incident of incidents) {
    const known = find(picture, incident.id);
    if (picture.fresh.has(incident.id) || has_news(known, incident)) fresh.add(incident.id);
    open.push(merged(known, incident));
  }
  return {
    open: open.sort(by_urgency(fresh)),
    ended: picture.ended.filter((old) => !open.some((i) => i.id === old.id)),
    fresh,
  };
}

/** One incident as it is now, from the line or as the answer to a command. News of an older version is dropped. */
export function take(picture: Picture, incident: Incident): Picture {
  const known = find(picture, incident.id);
  if (known !== null && incident.version < known.version) return picture;
  const fresh = new Set(picture.fresh);
  if (has_news(known, incident)) fresh.add(incident.id);
  const news = merged(known, incident);
  const others = picture.open.filter((i) => i.id !== incident.id);
  const past = picture.ended.filter((i) => i.id !== incident.id);
  if (is_ended(incident.state)) {
    fresh.delete(incident.id);
    return { open: others, ended: [news, ...past].slice(0, ended_kept_max), fresh };
  }
  return { open: [...others, news].sort(by_urgency(fresh)), ended: past, fresh };
}

/** Somebody looks at it. */
export function seen(picture: Picture, id: string): Picture {
  if (!picture.fresh.has(id)) return picture;
  const fresh = new Set(picture.fresh);
  fresh.delete(id);
  return { ...picture, open: [...picture.open].sort(by_urgency(fresh)), fresh };
}

// Pressed again, or asked for more hands: what nobody at a desk may overlook. A short form tells of no asks, and what
// was asked before is no news when the whole form follows.
function has_news(known: Incident | null, news: Incident): boolean {
  if (known === null) return false;
  if (news.raises > known.raises) return true;
  return known.history !== undefined && open_asks(news.history ?? []).length > open_asks(known.history).length;
}

// A short form (of a snapshot) does not take away what the whole form has brought.
function merged(known: Incident | null, news: Incident): Incident {
  if (known === null) return news;
  const kept: Partial<Incident> = {};
  if (known.history !== undefined && news.history === undefined) kept.history = known.history;
  if (known.evidence !== undefined && news.evidence === undefined) kept.evidence = known.evidence;
  if (known.offers !== undefined && news.offers === undefined) kept.offers = known.offers;
  if (known.messages !== undefined && news.messages === undefined) kept.messages = known.messages;
  if (known.resident !== null && news.resident !== null) kept.resident = { ...known.resident, ...news.resident };
  return { ...news, ...kept };
}
