// The home on the screen: shows one home as its event stream tells it, sends what is pressed.
// The simulator does the rest: repeats, answers, what a device measures.
import { words } from './words.js';

const byId = (id) => document.getElementById(id);
const lostAfterMs = 6000; // three ticks of the stream

// What can be done to a home, and the devices that can do it.
const able = {
  sos: ['pendant', 'pull_cord', 'base_unit', 'wearable'],
  service: ['pendant', 'pull_cord', 'base_unit', 'wearable'],
  fall: ['wearable', 'pendant'],
  smoke: ['smoke_alarm'],
  door: ['door_contact'],
  'pulse-set': ['wearable'],
  'pulse-own': ['wearable'],
  pulse: ['wearable'],
};

const page = {
  language: localStorage.getItem('language') ?? (navigator.language.startsWith('zh') ? 'zh' : 'en'),
  homes: [],
  resident: decodeURIComponent(location.hash.slice(1)),
  home: null, // as last told
  toldAtMs: 0, // when, by this browser's steady clock
  stream: null,
  heardAtMs: performance.now(),
  draggingPulse: false,
};

const say = () => words[page.language];

// --- What is asked of the simulator ---

async function send(what, body) {
  const fault = byId('fault');
  fault.textContent = '';
  try {
    const answer = await fetch(`/api/homes/${encodeURIComponent(page.resident)}/${what}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) fault.textContent = answer.status === 409 ? say().noDevice : say().refused;
  } catch {
    fault.textContent = say().away;
  }
}

async function readHomes() {
  try {
    const answer = await fetch('/api/homes');
    const list = await answer.json();
    page.homes = list.items;
  } catch {
    page.homes = [];
  }
  if (page.homes.length === 0) {
    byId('life').textContent = say().moving;
    setTimeout(readHomes, 1000);
    return;
  }
  fillPicker();
  if (!page.homes.some((home) => home.resident === page.resident)) {
    // A newcomer gets the home with the most to try out.
    page.resident = page.homes.reduce((best, home) => (toTryOut(home) > toTryOut(best) ? home : best)).resident;
  }
  choose(page.resident);
}

function choose(resident) {
  page.resident = resident;
  page.home = null;
  byId('resident').value = resident;
  history.replaceState(null, '', `#${encodeURIComponent(resident)}`);
  page.stream?.close();
  page.stream = new EventSource(`/api/homes/${encodeURIComponent(resident)}/events`);
  page.stream.addEventListener('home', (event) => {
    page.home = JSON.parse(event.data);
    page.toldAtMs = performance.now();
    page.heardAtMs = page.toldAtMs;
    show();
  });
  page.stream.addEventListener('tick', () => {
    page.heardAtMs = performance.now();
  });
}

// --- What is shown ---

// The simulator's clock, going on since it last spoke.
const now = () => Date.parse(page.home.now) + (performance.now() - page.toldAtMs);

const isOpen = (alarm) => !alarm.ended && alarm.kind !== 'cancel' && alarm.kind !== 'restored';

// The call that the lamp speaks of: the newest that goes on, else the newest of all.
const spokenOf = () => page.home.alarms.find(isOpen) ?? page.home.alarms[0] ?? null;

// The town has heard a cancel that came after it.
const cancelSeenSince = (alarm) =>
  page.home.alarms.some((one) => one.kind === 'cancel' && one.answer !== null && one.pressed_at >= alarm.pressed_at);

function lightOf(alarm) {
  if (alarm === null) return 'dark';
  if (alarm.answer === null) return 'calling';
  return (
    { received: 'received', assigned: 'coming', on_the_way: 'coming', arrived: 'there' }[alarm.answer.state] ?? 'dark'
  );
}

function saidOf(alarm) {
  if (alarm === null) return say().quiet;
  if (alarm.answer === null) return alarm.sendings > 1 ? say().noAnswer : say().sending;
  return alarm.answer.said[page.language];
}

const setText = (element, text) => {
  if (element.textContent !== text) element.textContent = text; // a screen reader says only what changes
};

const clockOf = (at) => new Date(at).toLocaleTimeString(page.language === 'zh' ? 'zh-CN' : 'en-GB');
const kindOf = (alarm) => say().kinds[alarm.kind] ?? alarm.kind;
const hasGadget = (home, gadget) => home.devices.some((device) => device.gadget === gadget);
const deviceWith = (gadget) => hasGadget(page.home, gadget);
const isAble = (home, what) => able[what].some((gadget) => hasGadget(home, gadget));
// First by the buttons that work there, then by the devices.
const toTryOut = (home) => Object.keys(able).filter((what) => isAble(home, what)).length * 100 + home.devices.length;

function showLamp() {
  const alarm = spokenOf();
  byId('lamp').dataset.light = lightOf(alarm);
  setText(byId('said'), saidOf(alarm));
  setText(byId('cancel-seen'), alarm !== null && isOpen(alarm) && cancelSeenSince(alarm) ? say().cancelSeen : '');
  const parts = [];
  if (alarm !== null) parts.push(`${kindOf(alarm)} ${alarm.id}`);
  if (alarm?.answer) parts.push(`seq ${alarm.answer.seq}`);
  if (page.home.kept_off_until) parts.push(`${say().yours} ${clockOf(page.home.kept_off_until)}`);
  setText(byId('detail'), parts.join(' · '));
}

function showKeys() {
  const calling = page.home.alarms.some((alarm) => isOpen(alarm) && alarm.kind === 'sos');
  setText(byId('sos'), calling ? say().sosAgain : say().sos);
  setText(byId('door'), page.home.door_open ? say().doorClose : say().doorOpen);
  for (const id of Object.keys(able)) {
    byId(id).disabled = !isAble(page.home, id);
    byId(id).title = byId(id).disabled ? say().noDevice : '';
  }
  byId('cancel').disabled = !page.home.alarms.some(isOpen);
  if (!page.draggingPulse && document.activeElement !== byId('pulse')) {
    byId('pulse').value = page.home.heart_rate;
    setText(byId('pulse-value'), String(page.home.heart_rate));
  }
}

function showSensors() {
  const { measured } = say();
  const rows = [];
  if (deviceWith('wearable')) {
    rows.push([measured.heart_rate, `${page.home.heart_rate} / min${page.home.pulse_held ? ` (${say().held})` : ''}`]);
    rows.push([measured.spo2, `${page.home.spo2} %`], [measured.temperature, `${page.home.temperature} °C`]);
  }
  if (deviceWith('door_contact')) rows.push([measured.door, page.home.door_open ? say().open : say().closed]);
  if (deviceWith('base_unit')) rows.push([measured.mains, page.home.mains ? say().on : say().off]);
  const list = rows.flatMap(([name, value]) => {
    const term = document.createElement('dt');
    term.textContent = name;
    const definition = document.createElement('dd');
    definition.textContent = value;
    return [term, definition];
  });
  byId('sensors').replaceChildren(...list);
  const devices = page.home.devices.map((device) => {
    const item = document.createElement('li');
    const silent = page.home.silent.includes(device.id) ? ` (${say().silent})` : '';
    item.textContent = `${say().gadgets[device.gadget] ?? device.gadget}${silent} `;
    const id = document.createElement('code');
    id.textContent = device.id;
    item.append(id);
    return item;
  });
  byId('devices').replaceChildren(...devices);
}

function showAlarms() {
  byId('none').hidden = page.home.alarms.length > 0;
  const items = page.home.alarms.map((alarm) => {
    const item = document.createElement('li');
    item.dataset.light = alarm.ended ? 'dark' : lightOf(alarm);
    const head = document.createElement('strong');
    head.textContent = `${clockOf(alarm.pressed_at)} ${kindOf(alarm)}`;
    const said = document.createElement('span');
    said.textContent = saidOf(alarm);
    const parts = [alarm.device, alarm.id, say().from[alarm.origin]];
    if (alarm.sendings > 1) parts.push(`${say().sent} ${alarm.sendings} ${say().times}`);
    if (alarm.answer) parts.push(`seq ${alarm.answer.seq}`);
    if (alarm.next_at) {
      const left = Math.max(0, Math.round((Date.parse(alarm.next_at) - now()) / 1000));
      parts.push(`${say().repeatIn} ${left} ${say().seconds}`);
    }
    const small = document.createElement('small');
    small.textContent = parts.join(' · ');
    item.append(head, said, small);
    return item;
  });
  byId('alarms').replaceChildren(...items);
}

function show() {
  if (page.home === null) return;
  setText(byId('life'), say().doing[page.home.doing] ?? '');
  showLamp();
  showKeys();
  showSensors();
  showAlarms();
}

function showLine() {
  const away = byId('away');
  const lost = performance.now() - page.heardAtMs > lostAfterMs;
  const noLine = page.home !== null && !page.home.line;
  away.hidden = !lost && !noLine;
  setText(away, lost ? say().away : noLine ? say().noLine : '');
}

function fillPicker() {
  const options = page.homes.map((home) => {
    const option = document.createElement('option');
    option.value = home.resident;
    const area = home.area[page.language] || home.district;
    option.textContent = `${home.name || home.resident} · ${area} · ${say().count(home.devices.length)} (${home.resident})`;
    return option;
  });
  byId('resident').replaceChildren(...options);
  byId('resident').value = page.resident;
}

function speak() {
  document.documentElement.lang = page.language === 'zh' ? 'zh-CN' : 'en';
  for (const element of document.querySelectorAll('[data-words]')) element.textContent = say()[element.dataset.words];
  document.title = `Lamplight: ${say().title}`;
  const other = byId('language');
  other.textContent = say().otherLanguage;
  other.lang = page.language === 'zh' ? 'en' : 'zh-CN';
  fillPicker();
  show();
}

// --- What a person does ---

const press = (kind, about) => send('press', { kind, test: byId('test').checked, ...(about ? { about } : {}) });

byId('language').addEventListener('click', () => {
  page.language = page.language === 'zh' ? 'en' : 'zh';
  localStorage.setItem('language', page.language);
  speak();
});
byId('resident').addEventListener('change', (event) => choose(event.target.value));
for (const kind of ['sos', 'service', 'fall', 'smoke']) byId(kind).addEventListener('click', () => press(kind));
byId('cancel').addEventListener('click', () => {
  const open = page.home?.alarms.find(isOpen);
  if (open) press('cancel', open.id);
});
byId('door').addEventListener('click', () => send('door', { open: !page.home?.door_open }));
byId('pulse').addEventListener('input', (event) => {
  page.draggingPulse = true;
  setText(byId('pulse-value'), event.target.value);
});
byId('pulse-set').addEventListener('click', async () => {
  await send('pulse', { heart_rate: Number(byId('pulse').value) });
  page.draggingPulse = false;
});
byId('pulse-own').addEventListener('click', async () => {
  page.draggingPulse = false;
  await send('pulse', { heart_rate: null });
});

speak();
readHomes();
setInterval(() => {
  if (page.home !== null) {
    showLamp();
    showAlarms();
  }
  showLine();
}, 1000);
