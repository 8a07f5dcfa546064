// One's own account: the code for a camera, and where somebody is signed in, in words.
import { expect, test } from 'vitest';
import { client_words } from '../src/model/client.ts';
import { qr_path, qr_side, quiet_zone } from '../src/model/qr.ts';

test('a code is drawn as runs of dark modules inside its quiet zone', () => {
  expect(qr_side(['101', '000', '011'])).toBe(3 + 2 * quiet_zone);
  expect(qr_path(['101', '000', '011'])).toBe('M4 4h1v1h-1zM6 4h1v1h-1zM5 6h2v1h-2z');
  expect(qr_path(['00', '00'])).toBe('');
});

test('a browser is said as a person would say it', () => {
  const chrome = 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36';
  expect(client_words(chrome)).toBe('Chrome, Android');
  expect(client_words('Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1')).toBe(
    'Safari, iOS',
  );
  expect(client_words('curl/7.88')).toBe('curl/7.88');
  expect(client_words('')).toBeNull();
});
