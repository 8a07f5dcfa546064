// The door, in English.

export const door_en = {
  title: 'Sign in',
  tagline: 'Someone is always there.',
  username: 'User name',
  password: 'Password',
  code: 'Code from your phone',
  code_hint: 'Only if you have set up a second factor.',
  enter: 'Sign in',
  entering: 'Signing in…',
  ended: 'Your session has ended. Please sign in again.',
  wrong: 'User name, password or code is wrong.',
  too_many: 'Too many attempts. Please wait a minute.',
};

export type DoorWords = typeof door_en;
