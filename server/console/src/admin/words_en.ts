// Administration, in English.

export const admin_en = {
  title: 'Administration',
  health: 'Health',
  healthy: 'Server, database and broker answer.',
  unhealthy: 'Something does not answer:',
  unknown: 'The server does not answer.',
  registers: 'Registers',
  register: {
    users: 'Users',
    workers: 'Care workers',
    residents: 'Residents',
    devices: 'Devices',
    districts: 'Districts',
    skills: 'Skills',
  },
  column: {
    id: 'Id',
    name: 'Name',
    name_en: 'English name',
    username: 'User name',
    role: 'Role',
    person: 'Person',
    language: 'Language',
    on_duty: 'On duty',
    skills: 'Skills',
    phone: 'Telephone',
    district: 'District',
    resident: 'Resident',
    model: 'Model',
    room: 'Room',
    position_at: 'Last seen',
  },
  role: { administrator: 'Administrator', dispatcher: 'Dispatcher', care_worker: 'Care worker', family: 'Family' },
  yes: 'yes',
  no: 'no',
  nothing: 'Nothing here yet.',
  more: 'Show more',
  shown: (n: number) => `${n} shown`,
};

export type AdminWords = typeof admin_en;
