// Putting devices into use, in English.

export const provision_en = {
  title: 'New device',
  register: (thing: string) => `Register ${thing}`,
  nobody_yet: 'Nobody’s yet: in which district',
  made_up: 'empty: one is made up',
  how: 'How it signs in',
  by: {
    password: 'With a password',
    certificate: 'With a certificate',
    both: 'With either',
    none: 'Not itself: its bridge does',
  },
  send: 'Put into use',
  once: 'This is shown once. Print it, or give it to the device now.',
  not_yet: 'The broker does not take this sign-in yet.',
  code: 'Code for the camera of the device',
  device: 'Device',
  resident: 'Resident',
  broker: 'Broker',
  tls_port: 'Port for certificates',
  username: 'User name',
  password: 'Password',
  topics: 'Speaks below',
  settings: (program: string) => `Settings for ${program}`,
  copy: 'Copy',
  copied: 'Copied',
  save: 'Save',
  file: { certificate: 'Certificate', key: 'Private key', authority: 'Certificate of the authority' },
  done: 'Done',
  renew: 'New sign-in',
  replace: 'Replace by another',
  retire: 'Take out of use',
  reason: 'Why it is taken out of use',
  upkeep: 'Sign-in and use',
};

export type ProvisionWords = typeof provision_en;
