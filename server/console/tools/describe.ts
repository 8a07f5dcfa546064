// A Vite plugin that puts the description of the API beside the console: the file for machines, and a page for people,
// without scripts. `docs/` of what is built has openapi.json, asyncapi.yaml, index.html and its style.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

interface Schema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  enum?: unknown[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  format?: string;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
}

interface Parameter {
  $ref?: string;
  name?: string;
  in?: string;
  required?: boolean;
  description?: string;
  schema?: Schema;
}

interface Content {
  content?: Record<string, { schema?: Schema }>;
  description?: string;
  $ref?: string;
}

interface Operation {
  tags?: string[];
  summary?: string;
  description?: string;
  parameters?: Parameter[];
  requestBody?: Content;
  responses: Record<string, Content>;
}

type PathItem = Partial<Record<'get' | 'post' | 'patch' | 'delete', Operation>> & { parameters?: Parameter[] };

export interface Document {
  info: { title: string; version: string; description: string };
  tags: { name: string; description: string }[];
  paths: Record<string, PathItem>;
  webhooks?: Record<string, PathItem>;
  components: { schemas: Record<string, Schema>; parameters: Record<string, Parameter> };
}

const methods = ['get', 'post', 'patch', 'delete'] as const;

const style = `body{font:16px/1.5 system-ui,"Noto Sans CJK SC",sans-serif;margin:0 auto;max-width:60rem;padding:1rem}
body{color:#1a1a1a;background:#fff}
h2{margin-top:2.5rem;border-bottom:2px solid #b45309}h3{margin:1.6rem 0 .2rem}code{font-family:ui-monospace,monospace}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.2rem .5rem;border-bottom:1px solid #ddd}
nav ul{columns:3;padding-left:1rem}a,.method{color:#92400e}
.method{display:inline-block;min-width:4.5rem;font-weight:700}
@media(prefers-color-scheme:dark){body{color:#eee;background:#161616}th,td{border-color:#444}a,.method{color:#fbbf24}}`;

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

function name_of(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}

/** A schema in a few words: its type, or a link to the one it names. */
export function words_of(schema: Schema | undefined): string {
  if (schema === undefined) return '';
  if (schema.$ref !== undefined) return `<a href="#${name_of(schema.$ref)}">${name_of(schema.$ref)}</a>`;
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices !== undefined) return choices.map(words_of).join(' | ');
  if (schema.enum !== undefined) return schema.enum.map((word) => `<code>${escaped(String(word))}</code>`).join(' ');
  const type = Array.isArray(schema.type) ? schema.type.join(' | ') : (schema.type ?? 'anything');
  if (schema.items !== undefined) return `list of ${words_of(schema.items)}`;
  const bounds = [
    schema.format,
    schema.minimum === undefined ? undefined : `from ${schema.minimum}`,
    schema.maximum === undefined ? undefined : `to ${schema.maximum}`,
    schema.maxLength === undefined ? undefined : `at most ${schema.maxLength} characters`,
  ].filter((part) => part !== undefined);
  return escaped([type, ...bounds].join(', '));
}

function rows(cells: readonly (readonly string[])[]): string {
  if (cells.length === 0) return '';
  const lines = cells.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`);
  return `<table>${lines.join('\n')}</table>\n`;
}

function content_of(what: Content): string {
  const kinds = Object.entries(what.content ?? {}).map(([type, one]) => `${escaped(type)}: ${words_of(one.schema)}`);
  return [escaped(what.description ?? ''), ...kinds].filter((part) => part !== '').join('<br>');
}

function operation_html(
  document: Document,
  path: string,
  method: string,
  item: PathItem,
  operation: Operation,
): string {
  const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((one) =>
    one.$ref === undefined ? one : (document.components.parameters[name_of(one.$ref)] ?? one),
  );
  const named = parameters.map((one) => [
    `<code>${escaped(one.name ?? '')}</code>`,
    `${escaped(one.in ?? '')}${one.required === true ? ', required' : ''}`,
    words_of(one.schema),
    escaped(one.description ?? ''),
  ]);
  const body =
    operation.requestBody === undefined ? [] : [['<code>body</code>', '', content_of(operation.requestBody), '']];
  const answers = Object.entries(operation.responses)
    .filter(([status]) => status !== 'default')
    .map(([status, answer]) => [`<code>${escaped(status)}</code>`, '', content_of(answer), '']);
  return (
    `<h3><span class="method">${method.toUpperCase()}</span> <code>${escaped(path)}</code></h3>\n` +
    `<p><strong>${escaped(operation.summary ?? '')}.</strong> ${escaped(operation.description ?? '')}</p>\n` +
    rows([...named, ...body, ...answers])
  );
}

function operations_of(document: Document, tag: string): string {
  const all = {
    ...document.paths,
    ...Object.fromEntries(Object.entries(document.webhooks ?? {}).map(([name, item]) => [`webhook ${name}`, item])),
  };
  return Object.entries(all)
    .flatMap(([path, item]) =>
      methods.flatMap((method) => {
        const operation = item[method];
        return operation?.tags?.includes(tag) === true ? [operation_html(document, path, method, item, operation)] : [];
      }),
    )
    .join('');
}

function schema_html(name: string, schema: Schema): string {
  const members = Object.entries(schema.properties ?? {}).map(([member, one]) => [
    `<code>${escaped(member)}</code>`,
    schema.required?.includes(member) === true ? 'always' : '',
    words_of(one),
    escaped(one.description ?? ''),
  ]);
  const itself = schema.properties === undefined ? `<p>${words_of(schema)}</p>` : rows(members);
  return `<h3 id="${escaped(name)}">${escaped(name)}</h3>\n<p>${escaped(schema.description ?? '')}</p>\n${itself}`;
}

/** The whole page. */
export function page_of(document: Document): string {
  const { info, tags, components } = document;
  const index = tags.map((tag) => `<li><a href="#tag-${escaped(tag.name)}">${escaped(tag.name)}</a></li>`);
  const parts = tags.map(
    ({ name, description }) =>
      `<h2 id="tag-${escaped(name)}">${escaped(name)}</h2>
<p>${escaped(description)}</p>
${operations_of(document, name)}`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escaped(info.title)}</title><link rel="stylesheet" href="/docs/page.css"></head><body><main>
<h1>${escaped(info.title)} <small>${escaped(info.version)}</small></h1>
<p>${escaped(info.description)}</p>
<p>All paths below <code>/api/v1</code>. For machines: <a href="/docs/openapi.json">openapi.json</a>; what homes say
over MQTT: <a href="/docs/asyncapi.yaml">asyncapi.yaml</a>.</p>
<nav><ul>${index.join('')}</ul></nav>
${parts.join('\n')}
<h2>Shapes</h2>
${Object.entries(components.schemas)
  .map(([name, schema]) => schema_html(name, schema))
  .join('\n')}
</main></body></html>
`;
}

export function describe(folder: string): Plugin {
  return {
    name: 'lamplight-describe',
    apply: 'build',
    generateBundle() {
      const openapi = readFileSync(join(folder, 'openapi.json'), 'utf8');
      const files = {
        'openapi.json': openapi,
        'asyncapi.yaml': readFileSync(join(folder, 'asyncapi.yaml'), 'utf8'),
        'index.html': page_of(JSON.parse(openapi) as Document),
        'page.css': style,
      };
      for (const [name, source] of Object.entries(files)) {
        this.emitFile({ type: 'asset', fileName: `docs/${name}`, source });
      }
    },
  };
}
