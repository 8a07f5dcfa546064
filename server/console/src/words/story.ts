// Says an incident in the page's language: its sentence, its lines, its evidence. Used by the desk and the field app.
import type { Evidence, HistoryLine, HomeFault, Incident } from '../api/shapes.ts';
import type { Help } from '../model/asked_help.ts';
import { clock } from '../model/time_words.ts';
import type { LateDeed } from '../model/true_time.ts';
import { half_of } from '../model/two_languages.ts';
import { dictionary, language } from './language.svelte.ts';
import { story_en, type StoryWords } from './story_en.ts';
import { story_zh } from './story_zh.ts';
import { kind_name, listed, room_name, terms } from './terms.ts';

const words = dictionary(story_en, story_zh);

/** One sentence: who, what, where. `area` is the district's name, for incidents of a whole district. */
export function sentence_of(incident: Pick<Incident, 'kind' | 'resident' | 'evidence'>, area: string): string {
  const w = words();
  if (is_area(incident) && area !== '') return w.happened_in_area(kind_name(incident.kind), area);
  const who = incident.resident?.name ?? w.somebody;
  const say = incident.kind in w.happened ? w.happened[incident.kind as keyof StoryWords['happened']] : null;
  return say === null ? w.happened_otherwise(incident.kind, who) : say(who, where_of(incident.evidence ?? []));
}

/** Many homes of a district at once, folded into one incident (design §4). */
export function is_area(incident: Pick<Incident, 'kind' | 'resident'>): boolean {
  return incident.resident === null && (incident.kind === 'mains_lost' || incident.kind === 'device_fault');
}

/**
 * What has come since the first signal: how often it was pressed again, and what else was heard (a fall after a
 * press, a cancel). Empty where nothing was.
 */
export function since_words(incident: Pick<Incident, 'kind' | 'raises' | 'evidence'>): string {
  const others = new Set((incident.evidence ?? []).map((one) => one.kind).filter((kind) => kind !== incident.kind));
  return [
    incident.raises > 0 ? words().raised(incident.raises) : '',
    others.size > 0 ? words().since(listed([...others].map(kind_name))) : '',
  ]
    .filter((part) => part !== '')
    .join(language() === 'zh' ? '' : ' ');
}

// The room stands among the pieces of an evidence's words.
function where_of(evidence: readonly Evidence[]): string {
  for (const one of evidence) {
    const room = pieces_of(one.text).find((piece) => piece in terms().room);
    if (room !== undefined) return room_name(room);
  }
  return '';
}

/** What is broken in the home, a line each. */
export function fault_words(faults: readonly HomeFault[]): string {
  return faults
    .map((one) => [kind_name(one.kind), evidence_words(one.text)].filter((text) => text !== '').join(': '))
    .join('\n');
}

function pieces_of(text: string): string[] {
  return text.split(' · ').flatMap((piece) => (/^[a-z_]+(,[a-z_]+)+$/.test(piece) ? piece.split(',') : [piece]));
}

/** The words of evidence, with what the server says by name (rooms, triggers, flags) in the page's language. */
export function evidence_words(text: string): string {
  const w = words();
  const said = pieces_of(text).map((piece) => {
    if (piece in terms().room) return room_name(piece);
    // Which alarm it speaks of is for machines.
    return /^about \S+$/.test(piece) ? '' : (w.piece[piece] ?? half_of(piece, language()));
  });
  return said.filter((piece) => piece !== '').join(' · ');
}

/** A model of device by its name in the page's language; one that is new to us as it came. */
export function piece_name(model: string): string {
  return words().piece[model] ?? model.replaceAll('_', ' ');
}

export function source_name(source: string): string {
  const names = words().source;
  return source in names ? names[source as keyof typeof names] : source;
}

/** What a line of the story says, without its time and without its detail. */
export function line_words(line: Pick<HistoryLine, 'what' | 'worker'>): string {
  const known = words().line;
  const what = line.what in known ? known[line.what as keyof typeof known] : line.what.replaceAll('_', ' ');
  const name = line.worker?.name ?? '';
  if (name === '') return what.replace(/[：:]$/, '');
  return what.endsWith('：') ? what + name : `${what} ${name}`;
}

/** Who wrote a line: a person by name, a home, or Lamplight itself. */
export function author_name(line: Pick<HistoryLine, 'who' | 'name'>): string {
  if (line.who === 'server') return words().server;
  return line.who.startsWith('device:') ? words().home : (line.name ?? line.who);
}

export function call_words(reached: boolean, whom: string): string {
  return reached ? words().call.reached(whom) : words().call.not_reached(whom);
}

export function help_words(said: { help: Help; answered: boolean }): string {
  return words().help[said.help][said.answered ? 'answered' : 'asked'];
}

export function entered_words(clock: string): string {
  return words().entered(clock);
}

export function photo_words(): string {
  return words().photo;
}

export function late_words(late: { deed: LateDeed; at: string }): string {
  return words().late[late.deed](clock(late.at, language(), true));
}
