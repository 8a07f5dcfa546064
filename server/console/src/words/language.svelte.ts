// Which language the page speaks. One for the whole page, switched on the fly, remembered on this device.
import { kept, keep } from '../model/kept.ts';

export type Language = 'en' | 'zh';

const key = 'language';

class Choice {
  current = $state<Language>('en');
}

const choice = new Choice();

export function language(): Language {
  return choice.current;
}

/** At a page's start: what was chosen here before, else the account's language, else the browser's. */
export function settle_language(of_account: string | null): void {
  const before = kept(key);
  const wanted = before ?? of_account ?? navigator.language;
  speak(wanted.toLowerCase().startsWith('zh') ? 'zh' : 'en');
}

export function choose_language(next: Language): void {
  keep(key, next);
  speak(next);
}

function speak(next: Language): void {
  choice.current = next;
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en';
}

/** The words of one part of the console, in the present language. A word missing in one of them does not compile. */
export function dictionary<Words extends object>(en: Words, zh: Words): () => Words {
  return () => (choice.current === 'zh' ? zh : en);
}
