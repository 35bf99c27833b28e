// The three plots of the bench.
import { axis, line, plot, symmetric } from './plot.js';

const PILOT_MILLIS = 3;
const MAINS_MILLIS = 20;
const HISTORY_SECONDS = 300;

const pilot = plot('pilot-plot', {
  scales: { x: { time: false, range: [0, PILOT_MILLIS] }, y: { range: [-14, 14] } },
  axes: [axis({ size: 20, values: (u, ticks) => ticks.map(t => t + ' ms') }), axis({ splits: [-12, -6, 0, 3, 6, 9, 12], values: (u, ticks) => ticks.map(t => t + ' V') })],
  series: [{}, line('pilot', 'pilot')],
});

const mains = plot('mains-plot', {
  scales: { x: { time: false, range: [0, MAINS_MILLIS] }, v: { range: [-400, 400] }, a: { range: (u, low, high) => symmetric(low, high, 10) } },
  axes: [
    axis({ size: 20, values: (u, ticks) => ticks.map(t => t + ' ms') }),
    axis({ scale: 'v', splits: [-325, 0, 325], size: 42, values: (u, ticks) => ticks.map(t => t + ' V') }),
    axis({ scale: 'a', side: 1, size: 36, grid: { show: false }, values: (u, ticks) => ticks.map(t => t + ' A') }),
  ],
  series: [{}, ...[1, 2, 3].flatMap(n => [
    line('U' + n, 'volts', { scale: 'v', dash: n === 1 ? [] : [n * 3, 3] }),
    line('I' + n, 'amps', { scale: 'a', dash: n === 1 ? [] : [n * 3, 3] }),
  ])],
});

const power = plot('power-plot', {
  scales: {
    x: { time: false, range: (u, low, high) => [Math.max(low ?? 0, (high ?? 0) - HISTORY_SECONDS), Math.max((low ?? 0) + 60, high ?? 0)] },
    kw: { range: (u, low, high) => [0, Math.max(1, Math.ceil((high ?? 0) * 1.1))] },
    wh: { range: (u, low, high) => [0, Math.max(10, (high ?? 0) * 1.1)] },
  },
  axes: [
    axis({ size: 20, space: 70, values: (u, ticks) => ticks.map(clock) }),
    axis({ scale: 'kw', size: 42, values: (u, ticks) => ticks.map(t => t + ' kW') }),
    axis({ scale: 'wh', side: 1, size: 50, grid: { show: false }, values: (u, ticks) => ticks.map(t => t + ' Wh') }),
  ],
  series: [{}, line('P', 'power', { scale: 'kw', width: 2 }), line('E', 'energy', { scale: 'wh', width: 2 })],
});

function clock(seconds) {
  return new Date(seconds * 1000).toLocaleTimeString('en-GB');
}

/** Shows a few periods from a rising edge on, so that the picture stands still. */
export function showPilot(volts, rate) {
  const wanted = Math.round(PILOT_MILLIS * rate / 1000) + 1;
  const start = trigger(volts, 0, Math.max(1, volts.length - wanted));
  const shown = volts.slice(start, start + wanted);
  pilot.setData([shown.map((_, i) => i * 1000 / rate), shown]);
}

/** @param mains {rate, volts: [[…]], amps: [[…]]}, L1 first */
export function showMains({ rate, volts, amps }) {
  const wanted = Math.round(MAINS_MILLIS * rate / 1000) + 1;
  const start = trigger(volts[0], 0, Math.max(1, volts[0].length - wanted));
  const length = Math.min(wanted, volts[0].length - start);
  const data = [Array.from({ length }, (_, i) => i * 1000 / rate)];
  for (let n = 0; n < 3; n++) {
    for (const values of [volts[n], amps[n]]) {
      data.push(values ? values.slice(start, start + length) : Array(length).fill(null));
    }
  }
  mains.setData(data);
}

const history = [[], [], []];

/** @param at seconds */
export function showPower(at, kilowatts, wattHours) {
  if (history[0].length && at <= history[0].at(-1)) return;
  history[0].push(at);
  history[1].push(kilowatts);
  history[2].push(wattHours);
  while (history[0][0] < at - HISTORY_SECONDS) history.forEach(column => column.shift());
  power.setData(history);
}

/** A charger that started anew counts its time anew. */
export function clearPower() {
  history.forEach(column => { column.length = 0; });
}

function trigger(values, level, latest) {
  for (let i = 1; i < latest; i++) {
    if (values[i - 1] < level && values[i] >= level) return i;
  }
  return 0;
}
