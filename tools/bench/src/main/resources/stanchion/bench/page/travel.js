// Walks about in a journal: whatever the hand does becomes a cycle, and the cycle is asked for and shown.
import * as lanes from './lanes.js';
import * as waves from './waves.js';

const at = id => document.getElementById(id);
const put = (id, text) => { if (at(id).textContent !== text) at(id).textContent = text; };
const count = number => number.toLocaleString('en-GB');
const POLL_MILLIS = 500;

let journal = { cycles: 0, share: 0, bands: [] };
let here = 0;
let shown = -1;
let view = { from: 0, to: 0, whole: true };

async function ask(path, values = {}) {
  const answer = await fetch(`${path}?${new URLSearchParams(values)}`);
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

/** Of what is asked for while an answer is on its way, only the last is asked for next. */
function latest(work) {
  let running = false, again = false;
  return async function run() {
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      do {
        again = false;
        await work();
      } while (again);
    } catch (trouble) {
      complain(trouble);
    } finally {
      running = false;
    }
  };
}

function complain(trouble) {
  put('verdict', trouble instanceof TypeError ? 'the replay does not answer' : trouble.message);
  at('verdict').dataset.verdict = 'REFUSED';
}

const showCycle = latest(async () => {
  const wanted = here;
  const moment = await ask('cycle', { n: wanted });
  shown = moment.cycle;
  put('here', `cycle ${count(moment.number)} · ${moment.seconds.toFixed(3)} s · ${moment.state || 'bug'}`);
  waves.show(moment.waves);
  put('pilot-levels', moment.waves.pilot.levels.map(level => `${level.toFixed(2)} V`.replace('-', '−')).join(' / '));
  put('mains-caption', moment.waves.mains.volts[0]?.length ? '' : 'sensed as values, no waveforms');
  const standing = at('standing');
  standing.dataset.standing = moment.standing;
  put('standing', { REPEATED: 'repeated bit for bit', DIFFERS: 'decided otherwise', UNREPEATED: 'not repeated: as recorded' }[moment.standing]);
  put('why', `since ${moment.why.seconds.toFixed(3)} s: ${moment.why.text}`);
  for (const [name, rows] of Object.entries(moment.sheets)) sheet(at(name), rows);
});

function sheet(list, rows) {
  list.replaceChildren(...rows.map(({ name, value }) => {
    const row = document.createElement('div');
    const term = document.createElement('dt');
    term.textContent = name;
    const said = document.createElement('dd');
    said.textContent = value;
    said.className = /OPENS|FAILED/.test(value) || (name === 'faults' && value !== 'none') ? 'bad' : '';
    row.append(term, said);
    return row;
  }));
}

const showTimeline = latest(async () => {
  if (!journal.cycles) return;
  const { from, to } = view.whole ? { from: 0, to: journal.cycles } : view;
  lanes.show(await ask('timeline', { from, to, most: lanes.width() }));
});

const showMarks = latest(async () => {
  const text = at('text').value;
  const marks = await ask('marks', { text, n: here });
  put('found', marks.length ? '' : text ? `nothing holds “${text}”` : 'nothing has happened');
  let now;
  at('marks').replaceChildren(...marks.map(mark => {
    const item = entry(mark);
    if (mark.cycle <= here) now = item;
    return item;
  }));
  now?.scrollIntoView({ block: 'nearest' });
});

function entry({ cycle, seconds, kind, text }) {
  const item = document.createElement('li');
  item.className = `${kind} ${cycle < here ? 'past' : cycle === here ? 'now' : ''} ${/FAULT_R|FAULT_L|INTERV/.test(text) ? 'bad' : ''}`;
  const button = document.createElement('button');
  const time = document.createElement('time');
  time.textContent = lanes.clock(seconds);
  const what = document.createElement('b');
  what.textContent = kind.toLowerCase();
  const more = document.createElement('span');
  more.textContent = text;
  button.append(time, what, more);
  button.addEventListener('click', () => go(cycle));
  item.append(button);
  return item;
}

function go(cycle) {
  here = Math.min(Math.max(0, journal.cycles - 1), Math.max(0, cycle));
  at('slider').value = here;
  lanes.point(here);
  if (!view.whole && (here < view.from || here >= view.to)) look(here - (view.to - view.from) / 2, view.to - view.from);
  showCycle();
  showMarks();
}

/** @param by cycle, second, change or mark */
async function step(by, way) {
  if (by === 'cycle') {
    go(here + (way === 'ON' ? 1 : -1));
    return;
  }
  try {
    go(await ask('step', { by, n: here, way, text: at('text').value }));
  } catch (trouble) {
    complain(trouble);
  }
}

function look(from, length) {
  const span = Math.round(Math.min(journal.cycles, Math.max(50, length)));
  const start = Math.round(Math.min(journal.cycles - span, Math.max(0, from)));
  view = { from: start, to: start + span, whole: span >= journal.cycles };
  showTimeline();
}

/** Keeps what is at a cycle where it is. */
function zoom(factor, around = here) {
  const { from, to } = view.whole ? { from: 0, to: journal.cycles } : view;
  look(around - (around - from) * factor, (to - from) * factor);
}

async function follow() {
  try {
    journal = await ask('journal');
  } catch (trouble) {
    complain(trouble);
    return;
  }
  waves.showBands(journal.bands);
  document.title = `${journal.name} · Stanchion replay`;
  put('journal', `${journal.name} · ${journal.boards.join(', ')} · ${count(journal.cycles)} cycles, ${lanes.clock(journal.seconds, 601)}`);
  put('verdict', journal.line);
  at('verdict').dataset.verdict = journal.verdict;
  at('share').value = journal.share;
  at('share').hidden = journal.share === 1;
  put('warning', journal.warnings.join(' · '));
  at('warning').hidden = !journal.warnings.length;
  at('difference').hidden = journal.differs < 0;
  at('slider').max = Math.max(0, journal.cycles - 1);
  if (view.whole) showTimeline();
  if (journal.cycles && shown < 0) go(0);
  if (journal.share < 1) setTimeout(follow, POLL_MILLIS);
  else if (journal.cycles) showMarks();
}

function listen() {
  at('slider').addEventListener('input', event => go(Number(event.target.value)));
  document.querySelectorAll('#transport button[data-by]').forEach(button =>
    button.addEventListener('click', () => step(button.dataset.by, button.dataset.way)));
  at('closer').addEventListener('click', () => zoom(.5));
  at('farther').addEventListener('click', () => zoom(2));
  at('whole').addEventListener('click', () => look(0, journal.cycles));
  at('difference').addEventListener('click', () => go(journal.differs));
  at('text').addEventListener('input', showMarks);
  at('search').addEventListener('submit', event => {
    event.preventDefault();
    step('mark', event.submitter?.dataset.way ?? 'ON');
  });
  const canvas = at('canvas');
  canvas.addEventListener('pointerdown', event => {
    canvas.setPointerCapture(event.pointerId);
    go(lanes.cycleAt(event));
  });
  canvas.addEventListener('pointermove', event => { if (event.buttons) go(lanes.cycleAt(event)); });
  canvas.addEventListener('wheel', event => {
    event.preventDefault();
    zoom(event.deltaY > 0 ? 1.4 : 1 / 1.4, lanes.cycleAt(event));
  }, { passive: false });
  document.addEventListener('keydown', key);
  addEventListener('resize', showTimeline);
}

function key(event) {
  const ways = { ArrowLeft: 'BACK', ArrowRight: 'ON' };
  if (event.target === at('text') || event.altKey || event.metaKey) return;
  if (event.key === 'Home' || event.key === 'End') {
    go(event.key === 'Home' ? 0 : journal.cycles - 1);
  } else if (event.key in ways) {
    step(event.ctrlKey ? 'change' : event.shiftKey ? 'second' : 'cycle', ways[event.key]);
  } else {
    return;
  }
  event.preventDefault();
}

listen();
follow();
