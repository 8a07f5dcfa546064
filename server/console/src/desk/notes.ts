// Notes with a meaning, in the words of the page: a call, a ticked step, a wish for help, a late deed, a way in, a
// photograph.
// What writes them down is beside each of them; the desk's story and a resident's record read them here.
import { read_help } from '../model/asked_help.ts';
import { read_entered } from '../model/entered.ts';
import { clock } from '../model/time_words.ts';
import { read_photo } from '../model/photo_note.ts';
import { read_late } from '../model/true_time.ts';
import { language } from '../words/language.svelte.ts';
import { call_words, entered_words, help_words, late_words, photo_words } from '../words/story.ts';
import { read_call } from './calls.ts';
import { read_step } from './plan.ts';
import { plan_words } from './words.ts';

export interface NoteWords {
  what: string;
  detail: string;
}

/** Null for a note that is no more than its words. */
export function note_words(text: string): NoteWords | null {
  const step = read_step(text);
  if (step !== null) {
    const name = plan_words().step[step.name];
    return { what: step.done ? plan_words().ticked(name) : plan_words().unticked(name), detail: '' };
  }
  const help = read_help(text);
  if (help !== null) return { what: help_words(help), detail: '' };
  const late = read_late(text);
  if (late !== null) return { what: late_words(late), detail: '' };
  const entered = read_entered(text);
  if (entered !== null) return { what: entered_words(clock(entered, language())), detail: '' };
  if (read_photo(text) !== null) return { what: photo_words(), detail: '' };
  const call = read_call(text);
  return call === null ? null : { what: call_words(call.reached, call.whom), detail: call.said };
}
