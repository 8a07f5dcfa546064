// What keeps people's data safe, for an administrator: accounts, consents, looks beyond one's part, the audit's head.
import type { SessionLine } from './account.ts';
import { call } from './call.ts';
import type { Page } from './shapes.ts';

function user_path(user: string): string {
  return `/users/${encodeURIComponent(user)}`;
}

export interface Invitation {
  /** A path on this server, with the token behind its #. */
  link: string;
  expires_at: string;
}

/** `phone`: of a relative, where her codes go; empty: none any more; null: as it was. */
export function invite(user: string, phone: string | null): Promise<Invitation> {
  return call<Invitation>('POST', `${user_path(user)}/invitation`, phone === null ? {} : { phone });
}

/** Where a relative's codes go; that one has looked is recorded. */
export async function phone_of(user: string): Promise<string> {
  return (await call<{ phone: string | null }>('GET', `${user_path(user)}/phone`)).phone ?? '';
}

export async function sessions_of(user: string): Promise<SessionLine[]> {
  return (await call<Page<SessionLine>>('GET', `${user_path(user)}/sessions`)).items;
}

export async function revoke_sessions_of(user: string): Promise<void> {
  await call<unknown>('POST', `${user_path(user)}/sessions/revoke`);
}

export async function remove_second_factor_of(user: string): Promise<void> {
  await call<unknown>('POST', `${user_path(user)}/second-factor/remove`);
}

export const tiers = ['status', 'incidents', 'vitals', 'location'] as const;
export type Tier = (typeof tiers)[number];
export type Giver = 'resident' | 'legal_proxy';

/** The words of one version; never changed. */
export interface ConsentText {
  version: string;
  zh: string;
  en: string;
  added_at: string;
}

/** Latest first. */
export async function consent_texts(): Promise<ConsentText[]> {
  return (await call<Page<ConsentText>>('GET', '/consent-texts')).items;
}

export function add_consent_text(version: string, zh: string, en: string): Promise<ConsentText> {
  return call<ConsentText>('POST', '/consent-texts', { version, zh, en });
}

export interface ConsentVersion {
  version: number;
  relation: string;
  agreed: Readonly<Record<Tier, boolean>>;
  given_by: Giver;
  proxy: string | null;
  text_version: string | null;
  /** Null where it was given before words were kept. */
  text: { zh: string; en: string } | null;
  agreed_at: string;
  withdrawn_at: string | null;
  recorded_by: string | null;
}

export interface Consent extends ConsentVersion {
  /** The relative's account, and her name. */
  user: string;
  name: string;
  past: ConsentVersion[];
}

export interface NewConsent extends Readonly<Record<Tier, boolean>> {
  user: string;
  relation: string;
  given_by: Giver;
  proxy?: string;
  text_version: string;
}

function consents_path(resident: string): string {
  return `/residents/${encodeURIComponent(resident)}/consents`;
}

export async function consents_of(resident: string): Promise<Consent[]> {
  return (await call<Page<Consent>>('GET', consents_path(resident))).items;
}

export async function give_consent(resident: string, consent: NewConsent): Promise<void> {
  await call<unknown>('POST', consents_path(resident), consent);
}

export async function withdraw_consent(resident: string, user: string, given_by: Giver, proxy: string): Promise<void> {
  const by = given_by === 'legal_proxy' ? { given_by, proxy } : { given_by };
  await call<unknown>('POST', `${consents_path(resident)}/withdraw`, { user, ...by });
}

/** Somebody has looked beyond her part, for a reason that has to be reviewed. */
export interface GlassBreak {
  id: string;
  user: string;
  name: string;
  resident: { id: string; name: string };
  reason: string;
  broken_at: string;
  until: string;
  review_until: string;
  overdue: boolean;
  reviewed_at: string | null;
  reviewed_by: string | null;
  review_note: string | null;
}

export function glass_page(open_only: boolean, cursor: string | null): Promise<Page<GlassBreak>> {
  const asked = new URLSearchParams({ limit: '50' });
  if (open_only) asked.set('reviewed', 'false');
  if (cursor !== null) asked.set('cursor', cursor);
  return call<Page<GlassBreak>>('GET', `/glass?${asked}`);
}

export async function review_glass(id: string, note: string): Promise<void> {
  await call<unknown>('POST', `/glass/${encodeURIComponent(id)}/review`, { note });
}

/** The last link of the chain, to be kept elsewhere. */
export interface AuditHead {
  seq: number;
  hash: string;
  at: string;
  line: string;
  public_key: string;
}

export function audit_head(): Promise<AuditHead> {
  return call<AuditHead>('GET', '/audit/head');
}

/** An incident whole and signed, as the text of a file. */
export async function dossier_of(incident: string): Promise<string> {
  const dossier = await call<unknown>('GET', `/incidents/${encodeURIComponent(incident)}/dossier`);
  return JSON.stringify(dossier, null, 2);
}
