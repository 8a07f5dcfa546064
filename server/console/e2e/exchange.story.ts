// What another department's system is given, judged by somebody else's validator of FHIR R4, and by the rules of the
// vital-signs profile; and the page that describes the API, as a browser shows it.
import { Fhir } from 'fhir';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { as_role, type Call } from './api_hand.ts';
import { expect_accessible, open_browser, open_page } from './browser.ts';
import { device_of, measure, town } from './town.ts';

const fhir = new Fhir();
const resident = town.devices()[20]?.resident ?? '';
let token = '';
let token_id = '';

interface Resource {
  resourceType: string;
  id: string;
  meta?: { profile: string[] };
}

interface Bundle {
  resourceType: string;
  entry?: { resource: Resource }[];
  link: { relation: string; url: string }[];
}

async function ask<T>(path: string): Promise<T> {
  const answer = await fetch(town.address() + (path.startsWith('/') ? path : `/api/v1/fhir/${path}`), {
    headers: { Authorization: `Bearer ${token}`, Accept: 'application/fhir+json' },
  });
  expect(answer.status, path).toBe(200);
  return (await answer.json()) as T;
}

/** Errors and unknown members; that LOINC is not in the validator's box is no fault of ours. */
function faults_of(resource: object): string[] {
  return fhir
    .validate(resource)
    .messages.filter(
      (one) => one.severity === 'error' || one.severity === 'fatal' || /unexpected/i.test(one.message ?? ''),
    )
    .map((one) => `${one.location ?? ''}: ${one.message ?? ''}`);
}

interface Observation extends Resource {
  status?: string;
  category?: { coding?: { system?: string; code?: string }[] }[];
  code?: { coding?: object[] };
  subject?: { reference?: string };
  effectiveDateTime?: string;
  valueQuantity?: object;
  component?: object[];
  dataAbsentReason?: object;
}

// hl7.org/fhir/R4/vitalsigns.html: vs-1, vs-2, vs-3 and the cardinalities that the profile tightens. The validator
// knows the resource, not the profile.
const category = 'http://terminology.hl7.org/CodeSystem/observation-category';
const vital_signs: Record<string, (one: Observation) => boolean> = {
  'is of the category': (one) =>
    (one.category ?? []).some((of) => of.coding?.some((c) => c.system === category && c.code === 'vital-signs')),
  'has a status': (one) => one.status !== undefined,
  'has a code': (one) => (one.code?.coding ?? []).length > 0,
  'is of somebody': (one) => (one.subject?.reference ?? '').startsWith('Patient/'),
  'vs-1: to the day at least': (one) => /^\d{4}-\d\d-\d\d/.test(one.effectiveDateTime ?? ''),
  'vs-2: a value, or why there is none': (one) =>
    [one.valueQuantity, one.component?.[0], one.dataAbsentReason].some((value) => value !== undefined),
};

async function all_of(search: string): Promise<Resource[]> {
  const found: Resource[] = [];
  for (let next: string | undefined = search; next !== undefined;) {
    const bundle: Bundle = await ask<Bundle>(next);
    expect(faults_of(bundle), next).toEqual([]);
    found.push(...(bundle.entry ?? []).map((one) => one.resource));
    next = bundle.link.find((one) => one.relation === 'next')?.url;
  }
  return found;
}

beforeAll(async () => {
  await as_role('administrator', async (call: Call) => {
    const made = await call('POST', '/tokens', { name: 'The hospital', role: 'dispatcher', scopes: ['fhir'] });
    ({ token, id: token_id } = (await made.json()) as { token: string; id: string });
  });
  // Whatever else has happened in this town: one call there has been.
  await as_role('dispatcher', async (call: Call) => {
    const made = await call('POST', '/incidents', { kind: 'service', resident, text: 'Shopping.' });
    if (made.status !== 201) return;
    const { id } = (await made.json()) as { id: string };
    const closed = await call('POST', `/incidents/${id}/commands`, { do: 'close', outcome: 'other', note: '' });
    expect(closed.status).toBe(200);
  });
  const now = Math.floor(Date.now() / 1000);
  measure(device_of(resident), [
    { n: 'heart_rate', u: 'beat/min', v: 71, t: now - 300 },
    { n: 'respiratory_rate', u: '1/min', v: 15, t: now - 300 },
    { n: 'spo2', u: '%', v: 97, t: now - 300 },
    { n: 'temperature', u: 'Cel', v: 36.7, t: now - 300 },
    { n: 'weight', u: 'kg', v: 58.2, t: now - 300 },
    { n: 'systolic', u: 'mm[Hg]', v: 131, t: now - 300 },
    { n: 'diastolic', u: 'mm[Hg]', v: 78, t: now - 300 },
    { n: 'systolic', u: 'mm[Hg]', v: 133, t: now - 200 },
    { n: 'glucose', u: 'mmol/L', v: 5.6, t: now - 300 },
  ]);
});

afterAll(async () => {
  await as_role('administrator', async (call: Call) => {
    await call('DELETE', `/tokens/${token_id}`);
  });
});

test('the validator finds what is wrong', () => {
  expect(faults_of({ resourceType: 'Observation', status: 'fine', code: { text: 'x' } })).not.toEqual([]);
  expect(faults_of({ resourceType: 'Patient', gender: 'female', shoe: 38 })).not.toEqual([]);
});

test('vital signs are Observations of the vital-signs profile', async () => {
  const search = `Observation?patient=Patient/${resident}&_count=4`;
  await expect.poll(async () => (await all_of(search)).length, { timeout: 60_000 }).toBeGreaterThanOrEqual(8);
  const found = await all_of(search);
  for (const one of found) {
    expect(faults_of(one), JSON.stringify(one)).toEqual([]);
    if (one.meta?.profile === undefined) continue;
    for (const [rule, holds] of Object.entries(vital_signs)) {
      expect(holds(one as Observation), `${rule}: ${JSON.stringify(one)}`).toBe(true);
    }
  }
  expect(found.filter((one) => one.meta !== undefined).length).toBeGreaterThanOrEqual(7);
});

test.each(['Patient?_count=40', 'Device?_count=40', 'Flag?_count=40', 'Encounter?_count=40'])(
  '%s is FHIR',
  async (search) => {
    const bundle = await ask<Bundle>(search);
    expect(faults_of(bundle)).toEqual([]);
    for (const { resource } of bundle.entry ?? []) {
      expect(faults_of(resource), JSON.stringify(resource)).toEqual([]);
      const read = await ask<Resource>(`${resource.resourceType}/${resource.id}`);
      expect(faults_of(read)).toEqual([]);
      expect(read.id).toBe(resource.id);
    }
  },
);

test('a care team and the capability statement are FHIR', async () => {
  const [team] = await all_of(`CareTeam?patient=${resident}`);
  expect(team).toBeDefined();
  expect(faults_of(team ?? {})).toEqual([]);
  expect(faults_of(await ask<Resource>('metadata'))).toEqual([]);
});

test('the page that describes the API can be read without a script', async () => {
  const browser = await open_browser();
  const page = await open_page(browser, { baseURL: town.address(), javaScriptEnabled: false });
  await page.goto('/docs/');
  await page.getByRole('heading', { name: /GET \/fhir\/Observation$/ }).waitFor();
  const shown = await open_page(browser, { baseURL: town.address() });
  await shown.goto('/docs/');
  await expect_accessible(shown, 'the description of the API');
  await browser.close();
  const described = await fetch(`${town.address()}/docs/asyncapi.yaml`);
  expect(described.headers.get('content-type')).toBe('application/yaml');
});
