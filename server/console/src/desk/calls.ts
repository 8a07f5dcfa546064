// Whom to call about an incident, and how a call is written down. Pure.
//
// A call is a note with a fixed beginning, so that every page and every report can tell it from other notes:
//   call: reached|not reached WHOM[: what was said]
import type { Incident } from '../api/shapes.ts';

export interface Callable {
  /** Whom the note names. */
  whom: string;
  /** The resident herself, the box on her wall, or a contact. */
  role: 'home' | 'pendant' | 'contact';
  relation: string;
  /** What a person reads. */
  number: string;
  href: string;
}

export interface CallNote {
  reached: boolean;
  whom: string;
  said: string;
}

/** The device that spoke first for an incident; null where a person opened it. */
export function speaking_device(incident: Incident): string | null {
  const devices = (incident.evidence ?? []).map((one) => one.device);
  return devices.find((device) => device !== null && device !== '') ?? null;
}

/**
 * In the order in which one would call: the resident, her pendant's voice line, her contacts as she ordered them.
 * `call_back` is the pendant's number of the register; without one it is reached by SIP, under its id, at `sip_domain`.
 */
export function callables_of(incident: Incident, call_back: string, sip_domain: string): Callable[] {
  const list: Callable[] = [];
  const resident = incident.resident;
  if (resident?.phone !== undefined && resident.phone !== '') {
    list.push({ whom: resident.name, role: 'home', relation: '', number: resident.phone, href: tel(resident.phone) });
  }
  const device = speaking_device(incident);
  if (device !== null) {
    const href = call_back === '' ? `sip:${encodeURIComponent(device)}@${sip_domain}` : dial(call_back);
    list.push({ whom: device, role: 'pendant', relation: '', number: call_back === '' ? device : call_back, href });
  }
  for (const contact of resident?.contacts ?? []) {
    list.push({
      whom: contact.name,
      role: 'contact',
      relation: contact.relation,
      number: contact.phone,
      href: tel(contact.phone),
    });
  }
  return list;
}

export function tel(number: string): string {
  return `tel:${number.replace(/[^\d+*#]/g, '')}`;
}

// The register holds telephone numbers and SIP addresses.
function dial(call_back: string): string {
  return call_back.includes('@') ? `sip:${call_back.replace(/^sips?:/, '')}` : tel(call_back);
}

export function write_call(call: CallNote): string {
  const said = call.said.trim();
  return `call: ${call.reached ? 'reached' : 'not reached'} ${call.whom}${said === '' ? '' : `: ${said}`}`;
}

/** Null for every other note. */
export function read_call(text: string): CallNote | null {
  const match = /^call: (not )?reached ([^:]+)(?:: ([\s\S]*))?$/.exec(text);
  if (match === null) return null;
  return { reached: match[1] === undefined, whom: (match[2] ?? '').trim(), said: match[3] ?? '' };
}
