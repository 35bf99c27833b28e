// The timeline: what the charger was doing, over all cycles or some of them.
import { colour, redrawn } from './plot.js';

const canvas = document.getElementById('canvas');
const LEFT = 78, RIGHT = 8, AXIS = 16;
const LANES = [
  { name: 'state', share: 4, draw: states },
  { name: 'contactor', share: 2.2, draw: contactor },
  { name: 'duty', share: 4, draw: (...at) => band('duty', 100, 'pilot', ...at) },
  { name: 'offer', share: 4, draw: (...at) => band('offer', most('offer'), 'amps', ...at) },
  { name: 'faults', share: 2, draw: faults },
  { name: 'marks', share: 2.6, draw: marks },
];
const STATES = {
  Idle: 'line', Connected: 'volts', Preparing: 'amps', Charging: 'good', Pausing: 'energy', Waking: 'warn', Faulted: 'bad', OutOfService: 'bad',
};
const MARKS = { EVENT: ['soft', .45], STATE: ['pilot', .75], ASKED: ['volts', .6], START: ['ink', 1], LATE: ['warn', 1], GAP: ['warn', 1], BUG: ['bad', 1], DIFFERS: ['bad', 1] };

let timeline = { from: 0, to: 1, columns: [] };
let here = 0;

/** @param part {from, to, columns}, as the server tells it */
export function show(part) {
  timeline = part;
  draw();
}

export function point(cycle) {
  here = cycle;
  draw();
}

/** So many columns can be told apart. */
export const width = () => Math.max(50, canvas.clientWidth - LEFT - RIGHT);

/** The cycle under the pointer. */
export function cycleAt(event) {
  const share = (event.clientX - canvas.getBoundingClientRect().left - LEFT) / width();
  return Math.floor(timeline.from + Math.min(1, Math.max(0, share)) * (timeline.to - timeline.from));
}

redrawn(draw);
new ResizeObserver(draw).observe(canvas);

function x(cycle) {
  return LEFT + (cycle - timeline.from) / (timeline.to - timeline.from) * width();
}

function draw() {
  const ratio = devicePixelRatio || 1;
  canvas.width = canvas.clientWidth * ratio;
  canvas.height = canvas.clientHeight * ratio;
  const g = canvas.getContext('2d');
  g.scale(ratio, ratio);
  g.font = '11px system-ui';
  const room = canvas.clientHeight - AXIS;
  const all = LANES.reduce((sum, lane) => sum + lane.share, 0);
  let top = 0;
  for (const lane of LANES) {
    const height = lane.share / all * room;
    g.fillStyle = colour('soft');
    g.textAlign = 'right';
    g.textBaseline = 'middle';
    g.fillText(lane.name, LEFT - 8, top + height / 2);
    lane.draw(g, top + 2, height - 4);
    top += height;
  }
  unrepeated(g, room);
  seconds(g, room);
  cursor(g, room);
}

/** Each column with where it begins and ends. */
function* spans() {
  const { columns, to } = timeline;
  for (let i = 0; i < columns.length; i++) {
    const left = Math.floor(x(columns[i].first));
    yield [columns[i], left, Math.max(1, Math.floor(x(i + 1 < columns.length ? columns[i + 1].first : to)) - left)];
  }
}

function states(g, top, height) {
  let label = { name: '', left: 0, right: 0 };
  const flush = () => {
    if (label.right - label.left > g.measureText(label.name).width + 8) {
      g.fillStyle = label.name === 'Idle' ? colour('ink') : colour('panel');
      g.textAlign = 'left';
      g.fillText(label.name, label.left + 4, top + height / 2 + .5);
    }
  };
  for (const [column, left, wide] of spans()) {
    const each = height / Math.max(1, column.states.length);
    column.states.forEach((name, i) => fill(g, STATES[name] ?? 'soft', left, top + i * each, wide, each));
    const name = column.states.length === 1 ? column.states[0] : '';
    if (name !== label.name) {
      flush();
      label = { name, left, right: left };
    }
    label.right = left + wide;
  }
  flush();
}

/** Above what is commanded, below what the mirror contact says. */
function contactor(g, top, height) {
  for (const [column, left, wide] of spans()) {
    switched(g, column.contactor & 3, left, top, wide, height / 2 - 1);
    switched(g, column.contactor >> 2, left, top + height / 2, wide, height / 2 - 1);
  }
}

function switched(g, bits, left, top, wide, height) {
  if (bits & 2) fill(g, 'good', left, top, wide, height);
  if (bits & 1) fill(g, 'line', left, bits & 2 ? top + height / 2 : top, wide, bits & 2 ? height / 2 : height);
}

function band(key, full, name, g, top, height) {
  g.fillStyle = colour('soft');
  g.textAlign = 'left';
  g.fillText(full + (key === 'duty' ? ' %' : ' A'), 0, top + height / 2);
  fill(g, 'faint', LEFT, top, width(), height);
  for (const [column, left, wide] of spans()) {
    const [low, high] = column[key];
    if (high === undefined) continue;
    const at = value => top + height * (1 - value / full);
    g.globalAlpha = .25;
    fill(g, name, left, at(high), wide, top + height - at(high));
    g.globalAlpha = 1;
    fill(g, name, left, at(high) - .8, wide, Math.max(1.6, at(low) - at(high)));
  }
}

function most(key) {
  return Math.max(16, ...timeline.columns.map(column => column[key][1] ?? 0));
}

function faults(g, top, height) {
  fill(g, 'faint', LEFT, top, width(), height);
  for (const [column, left, wide] of spans()) {
    if (column.faults.length) fill(g, 'bad', left, top, wide, height);
  }
}

function marks(g, top, height) {
  for (const [column, left] of spans()) {
    for (const kind of column.marks) {
      const [name, tall] = MARKS[kind];
      fill(g, name, left, top + height * (1 - tall), kind === 'EVENT' ? 1 : 2, height * tall);
    }
  }
}

/** What is shown there is the recording alone. */
function unrepeated(g, height) {
  g.globalAlpha = .22;
  for (const [column, left, wide] of spans()) {
    if (column.standings.some(standing => standing !== 'REPEATED')) fill(g, 'warn', left, 0, wide, height);
  }
  g.globalAlpha = 1;
}

function seconds(g, top) {
  g.textBaseline = 'bottom';
  let free = LEFT;
  for (const [column, left] of spans()) {
    if (left < free) continue;
    const text = clock(column.seconds, timeline.columns.length < 2 ? 1 : timeline.columns.at(-1).seconds - timeline.columns[0].seconds);
    fill(g, 'grid', left, 0, 1, top);
    g.fillStyle = colour('soft');
    g.textAlign = 'left';
    g.fillText(text, left, top + AXIS);
    free = left + Math.max(90, g.measureText(text).width + 20);
  }
}

function cursor(g, height) {
  if (here < timeline.from || here >= timeline.to) return;
  const one = width() / (timeline.to - timeline.from);
  fill(g, 'ink', x(here) + (one > 2 ? one / 2 - .75 : -.75), 0, 1.5, height + 3);
}

function fill(g, name, left, top, wide, height) {
  g.fillStyle = colour(name);
  g.fillRect(left, top, wide, height);
}

/** 3:07:05, or with tenths and more where less is shown. */
export function clock(seconds, span = 1) {
  const digits = span > 600 ? 0 : span > 20 ? 1 : 3;
  const whole = Math.abs(seconds);
  const text = (whole % 60).toFixed(digits).padStart(digits ? digits + 3 : 2, '0');
  const minutes = Math.floor(whole / 60) % 60, hours = Math.floor(whole / 3600);
  return (seconds < 0 ? '−' : '') + (hours ? `${hours}:${String(minutes).padStart(2, '0')}:${text}` : `${minutes}:${text}`);
}
