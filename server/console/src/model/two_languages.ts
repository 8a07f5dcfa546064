// The monitor writes its findings in both languages at once, English first: one text, read by whoever it concerns.

/** The half in that language; a text that is not of the two stays whole. */
export function half_of(text: string, language: 'en' | 'zh'): string {
  const [english, chinese, ...more] = text.split(' / ');
  if (english === undefined || chinese === undefined || more.length > 0) return text;
  if (/\p{Script=Han}/u.test(english) || !/\p{Script=Han}/u.test(chinese)) return text;
  return language === 'zh' ? chinese : english;
}
