// The words of the HTTP API (docs/openapi.json) as types. Every page reads them; nothing here runs.

export type Role = 'administrator' | 'dispatcher' | 'care_worker' | 'family';
export type IncidentState =
  'open' | 'offered' | 'assigned' | 'on_the_way' | 'arrived' | 'resolved' | 'closed' | 'cancelled';
export type Queue = 'emergency' | 'service' | 'technical';
export type Outcome = 'helped' | 'false_alarm' | 'no_answer' | 'hospital' | 'deceased' | 'technical' | 'other';
export type OfferState = 'pending' | 'accepted' | 'declined' | 'expired' | 'withdrawn';
export type DeadlineWhat =
  | 'offer_answer'
  | 'contact_answer'
  | 'dispatcher_takes'
  | 'emergency_number'
  | 'depart'
  | 'arrive'
  | 'resolve'
  | 'close'
  | 'resident_answer'
  | 'service_due'
  | 'test_ends';

/** RFC 3339, UTC, milliseconds. */
export type Instant = string;

export interface Place {
  lat: number;
  lon: number;
}

export interface User {
  id: string;
  username: string;
  name: string;
  role: Role;
  /** The id in the register of workers, for a care worker. */
  person: string | null;
  language: string | null;
}

export interface Session {
  user: User;
  csrf: string;
  locked?: boolean;
}

export interface Contact {
  name: string;
  relation: string;
  phone: string;
  has_key?: boolean;
}

/** What an incident says of its resident; the members after `district` only where the reader may see them. */
export interface ResidentSummary {
  id: string;
  name: string;
  district: string;
  phone?: string;
  address?: string;
  access?: string;
  has_key_safe?: boolean;
  language?: string | null;
  mobility?: string;
  /** What she suffers from and takes, in the words of her record; lines of their own. */
  clinical?: string;
  notes?: string;
  contacts?: Contact[];
  /** What is broken in that home and not yet mended. */
  faults?: HomeFault[];
}

export interface HomeFault {
  incident: string;
  kind: string;
  device: string | null;
  since: Instant;
  text: string;
}

export interface Evidence {
  at: Instant;
  source: string;
  device: string | null;
  alarm: string | null;
  kind: string;
  text: string;
  /** Base64: the bytes of what could not be read. */
  raw?: string;
}

export interface HistoryLine {
  at: Instant;
  who: string;
  /** Who that is, where it is a person. */
  name?: string;
  what: string;
  worker?: { id: string; name: string } | null;
  detail?: string;
}

export interface Offer {
  worker: { id: string; name: string };
  state: OfferState;
  at: Instant;
  expires_at: Instant;
  eta_s: number;
  distance_m: number;
  reasons: string[];
}

/** To somebody outside the screens, and what became of it. */
export interface Message {
  id: string;
  to: 'worker' | 'contact' | 'desk' | 'home';
  name: string;
  /** Of a contact: to be called by a person. */
  phone: string | null;
  about:
    | 'offered'
    | 'assigned'
    | 'taken_back'
    | 'contact_due'
    | 'dispatchers_called'
    | 'emergency_number'
    | 'coming'
    | 'ended'
    | 'question';
  /** `no_channel`: nothing that is set up reaches this person. */
  state: 'waiting' | 'sent' | 'delivered' | 'read' | 'failed' | 'no_channel';
  channel: 'sms' | 'email' | 'webhook' | 'home' | null;
  at: Instant;
}

export interface Holder {
  id: string;
  name: string;
  eta_s: number | null;
  /** When the home was told that she comes. */
  expected_at?: Instant;
}

export interface Incident {
  id: string;
  state: IncidentState;
  kind: string;
  queue: Queue;
  priority: number;
  test: boolean;
  resident: ResidentSummary | null;
  district?: string;
  place?: Place | null;
  opened_at: Instant;
  acknowledged_at: Instant | null;
  /** The dispatcher's name. */
  acknowledged_by: string | null;
  deadline: { at: Instant; what: DeadlineWhat } | null;
  worker: Holder | null;
  /** How often it was pressed or reported again. */
  raises: number;
  outcome: Outcome | null;
  needs: string[];
  evidence?: Evidence[];
  history?: HistoryLine[];
  offers?: Offer[];
  /** Dispatchers see them. */
  messages?: Message[];
  /** Of a service request: when somebody is wanted. */
  wished_for?: Instant | null;
  version: number;
}

export interface Candidate {
  worker: { id: string; name: string };
  cost_s: number;
  eta_s: number;
  distance_m: number;
  reasons: string[];
  /** Empty: she may go. */
  why_not: string[];
}

export type Command =
  | { do: 'acknowledge'; reason?: string }
  | { do: 'accept' | 'depart' | 'arrive' | 'escalate' | 'reopen' }
  | { do: 'offer' | 'assign'; worker: string }
  | { do: 'decline' | 'cancel'; reason: string }
  | { do: 'resolve' | 'close'; outcome: Outcome; note: string }
  | { do: 'note'; text: string };

export interface District {
  id: string;
  name: string;
  name_en: string;
  lat: number;
  lon: number;
}

export interface Worker {
  id: string;
  name: string;
  on_duty: boolean;
  position: Place | null;
  position_at?: Instant | null;
  skills: string[];
}

/** What a care worker is asked before she has accepted: no address, no name beyond what helps to decide. */
export interface OfferItem {
  incident: string;
  /** A drill: nobody is in danger. */
  test?: boolean;
  kind: string;
  priority: number;
  resident: { name: string; district: string } | null;
  area: string;
  area_en?: string;
  eta_s: number;
  distance_m: number;
  at?: Instant;
  expires_at: Instant;
  reasons: string[];
  needs: string[];
}

/** What the family page reads besides: how somebody moved, where she has agreed to that. */
export interface FamilyMotion {
  today: Bucket[];
  week: Bucket[];
}

export type FamilyStatus =
  'well' | 'attention' | 'help_coming' | 'help_there' | 'in_hospital' | 'call_awaited' | 'unheard';

export interface FamilyIncident {
  id: string;
  state: IncidentState;
  kind: string;
  opened_at: Instant;
  worker?: Pick<Holder, 'name' | 'eta_s' | 'expected_at'> | null;
  outcome?: Outcome | null;
  ended_at?: Instant | null;
  history?: HistoryLine[];
}

export interface Vital {
  name: string;
  value: number;
  at: Instant;
}

/** One resident, read by name: with what is over, and what was measured, where she has agreed to that. */
export interface FamilyRecord extends FamilyResident {
  /** Latest first. */
  recent?: FamilyIncident[];
  vitals?: Vital[];
  /** The words that the resident has agreed to; null where they are not known any more. */
  agreed_text?: { version: string; zh: string; en: string } | null;
  motion?: FamilyMotion;
}

export interface FamilyResident {
  id: string;
  name: string;
  /** Null where the resident has not agreed to show it. */
  status: FamilyStatus | null;
  since: Instant | null;
  incident: FamilyIncident | null;
  agreed: Record<string, boolean>;
}

export interface Page<T> {
  items: T[];
  next: string | null;
}

/** All measurements of one name in one span of time. */
export interface Bucket {
  at: Instant;
  name: string;
  unit: string | null;
  count: number;
  min: number;
  mean: number;
  max: number;
}

/** NEWS2 as far as it can be known: an interval. */
export interface Score {
  least: number;
  most: number;
  response: 'low' | 'urgent' | 'emergency';
  missing: string[];
  decides: string | null;
  from: { name: string; value: number; at: Instant; points: number }[];
}

/** What NEWS2 was known to be at one moment of the past. */
export interface ScoreMoment {
  at: Instant;
  least: number;
  most: number;
  response: Score['response'];
}

/** A limit of a care plan. */
export interface PlanLimit {
  name: string;
  low?: number;
  high?: number;
}

/** An alarm, an incident's step, a visit, a note or a device fault. */
export interface TimelineEntry {
  at: Instant;
  type: string;
  what: string;
  incident: string | null;
  text: string;
  who?: string;
  device?: string;
  worker?: { id: string; name: string } | null;
}
