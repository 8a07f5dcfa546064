// One's own account, in English.

export const account_en = {
  title: 'My account',
  back: 'Back to work',
  factor: {
    title: 'Second factor',
    on: 'On: signing in asks for a code from your phone.',
    off: 'Off. With it, a stolen password alone opens nothing. You need an authenticator app on your phone.',
    password: 'Your password, once more',
    begin: 'Set it up',
    scan: 'Scan this with your authenticator app.',
    code_for_camera: 'Code for the camera of your phone',
    by_hand: 'Or type in:',
    first_code: 'The code that it shows now',
    confirm: 'Confirm',
    left: (n: number) => (n === 1 ? '1 recovery code left.' : `${n} recovery codes left.`),
    code: 'A code from your phone, or a recovery code',
    renew: 'New recovery codes',
    remove: 'Do without',
    recovery: 'Recovery codes',
    recovery_hint: 'Each opens the door once, should your phone be lost. They are shown only now: print or write down.',
    print: 'Print',
    kept: 'I have kept them',
  },
  further: {
    title: 'On another phone or tablet',
    how: 'Open this link there: it sends a code to your telephone. Keep it; without your telephone it opens nothing.',
    copy: 'Copy',
    copied: 'Copied',
  },
  sessions: {
    title: 'Where I am signed in',
    here: 'here',
    locked: 'locked',
    unknown: 'An unknown program',
    used: (when: string) => `last used ${when}`,
    by_code: 'To sign out elsewhere: a code from your phone, or a recovery code',
    by_password: 'To sign out elsewhere: your password, once more',
    revoke: 'Sign out',
    revoke_others: 'Sign out everywhere else',
  },
};

export type AccountWords = typeof account_en;
