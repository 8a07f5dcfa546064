// The API as its OpenAPI file describes it, asked by a client that knows nothing else: fast-check makes inputs from the
// schemas, right ones, nearly right ones and hostile ones.
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
  format?: string;
}

interface Parameter {
  $ref?: string;
  name: string;
  in: string;
  schema?: Schema;
}

interface Described {
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

interface Document {
  paths: Record<string, Record<string, unknown>>;
  components: { schemas: Record<string, Schema>; parameters: Record<string, Parameter> };
}

export interface Operation {
  method: string;
  path: string;
  query: Parameter[];
  body: Schema | undefined;
}

export interface Input {
  path: string;
  body: string | undefined;
  etag: string | undefined;
}

const document = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../../docs/openapi.json'), 'utf8'),
) as Document;

function parameter_of(one: Parameter): Parameter {
  if (one.$ref === undefined) return one;
  const found = document.components.parameters[one.$ref.split('/').pop() ?? ''];
  if (found === undefined) throw new Error(`${one.$ref} leads nowhere`);
  return found;
}

/** Every operation under /api/v1. */
export function operations(): Operation[] {
  const all: Operation[] = [];
  for (const [path, item] of Object.entries(document.paths)) {
    if ('servers' in item) continue;
    for (const method of ['get', 'post', 'patch', 'delete']) {
      const described = item[method] as Described | undefined;
      if (described === undefined) continue;
      all.push({
        method: method.toUpperCase(),
        path,
        query: (described.parameters ?? []).map(parameter_of).filter((one) => one.in === 'query'),
        body: described.requestBody?.content['application/json']?.schema,
      });
    }
  }
  return all;
}

const hostile = fc.constantFrom(
  "' OR 1=1 --",
  '"; DROP TABLE residents; --',
  '<script>alert(1)</script>',
  '../../../../etc/passwd',
  '%00',
  '\u0000',
  '\ud83d\ude00'.repeat(40),
  '古镇'.repeat(300),
  'x'.repeat(5_000),
  '${jndi:ldap://x}',
  '-1',
  '1e309',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:60Z',
  '2026-02-30T25:61:00Z',
);

function text_of(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.format === 'date-time') {
    const times = fc.date({ noInvalidDate: true }).map((at) => at.toISOString());
    return fc.oneof({ weight: 4, arbitrary: times }, { weight: 1, arbitrary: hostile });
  }
  const fits = fc.string({ unit: 'binary', maxLength: Math.min(schema.maxLength ?? 60, 60) });
  return fc.oneof({ weight: 4, arbitrary: fits }, { weight: 1, arbitrary: hostile });
}

function number_of(schema: Schema, whole: boolean): fc.Arbitrary<unknown> {
  const edges = [schema.minimum, schema.maximum, 0, -0, -1, 1e308, -1e308, 2 ** 53, 2 ** 63, 1.5].filter(
    (edge) => edge !== undefined,
  );
  return fc.oneof(
    whole ? fc.integer() : fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(...edges),
  );
}

function object_of(schema: Schema): fc.Arbitrary<unknown> {
  const members: Record<string, fc.Arbitrary<unknown>> = {};
  for (const [name, member] of Object.entries(schema.properties ?? {})) members[name] = value_of(member);
  return fc.record(members, { requiredKeys: schema.required ?? [] });
}

/** What a schema describes. */
export function value_of(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined) {
    const found = document.components.schemas[schema.$ref.split('/').pop() ?? ''];
    if (found === undefined) throw new Error(`${schema.$ref} leads nowhere`);
    return value_of(found);
  }
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices !== undefined) return fc.oneof(...choices.map(value_of));
  const types = Array.isArray(schema.type) ? schema.type : [schema.type ?? 'object'];
  return fc.oneof(...types.map((type) => value_of_type(schema, type)));
}

function value_of_type(schema: Schema, type: string): fc.Arbitrary<unknown> {
  if (type === 'null') return fc.constant(null);
  if (type === 'boolean') return fc.boolean();
  if (type === 'string') return text_of(schema);
  if (type === 'integer') return number_of(schema, true);
  if (type === 'number') return number_of(schema, false);
  if (type === 'array') return fc.array(value_of(schema.items ?? {}), { maxLength: Math.min(schema.maxItems ?? 4, 4) });
  return object_of(schema);
}

// One member becomes something else altogether.
function spoilt(schema: Schema): fc.Arbitrary<unknown> {
  return fc.tuple(value_of(schema), fc.nat(), fc.jsonValue()).map(([value, which, other]) => {
    if (typeof value !== 'object' || value === null) return other;
    const names = Object.keys(value);
    const name = names[which % Math.max(names.length, 1)];
    return name === undefined ? other : { ...value, [name]: other };
  });
}

function body_of(schema: Schema): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 5, arbitrary: value_of(schema).map((value) => JSON.stringify(value)) },
    { weight: 3, arbitrary: spoilt(schema).map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: fc.json() },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
    { weight: 1, arbitrary: fc.constantFrom('', '[', '{"a":'.repeat(500), `{"a":"${'x'.repeat(70_000)}"}`, 'null') },
  );
}

/** Requests of one operation; ids are often those that are there. */
export function inputs_of(operation: Operation, ids: readonly string[]): fc.Arbitrary<Input> {
  const id = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...ids) },
    { weight: 1, arbitrary: fc.oneof(hostile, fc.string({ unit: 'binary', minLength: 1, maxLength: 20 })) },
  );
  const query = fc.array(
    fc.tuple(
      fc.constantFrom(...operation.query.map((one) => one.name), 'cursor', 'limit', 'nothing'),
      fc.oneof(hostile, fc.string({ unit: 'binary', maxLength: 20 }), fc.integer().map(String)),
    ),
    { maxLength: 3 },
  );
  const etag = fc.constantFrom(undefined, '"1"', '*', 'W/"2"', ',,,"');
  return fc
    .tuple(id, query, operation.body === undefined ? fc.constant(undefined) : body_of(operation.body), etag)
    .map(([one, asked, body, match]) => {
      const path = operation.path.replace('{id}', encodeURIComponent(one));
      const words = asked.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
      return { path: words === '' ? path : `${path}?${words}`, body, etag: match };
    });
}
