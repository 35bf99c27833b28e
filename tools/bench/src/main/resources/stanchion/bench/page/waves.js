// The samples of one cycle: the pilot with the levels that mean a state, the mains with the cycles before.
import { axis, colour, line, plot, symmetric } from './plot.js';

let bands = [];
let levels = [];
let own = 0;

const pilot = plot('pilot-plot', {
  scales: { x: { time: false }, y: { range: [-14.5, 14.5] } },
  axes: [axis({ size: 20, values: (u, ticks) => ticks.map(t => t + ' ms') }), axis({ splits: [-12, -6, 0, 3, 6, 9, 12], values: (u, ticks) => ticks.map(t => t + ' V') })],
  series: [{}, line('pilot', 'pilot', { width: 1.2 })],
  padding: [6, 20, 0, 0],
  hooks: { drawClear: [drawBands], draw: [drawLevels] },
});

const mains = plot('mains-plot', {
  scales: { x: { time: false }, v: { range: (u, low, high) => symmetric(low, high, 350) }, a: { range: (u, low, high) => symmetric(low, high, 10) } },
  axes: [
    axis({ size: 20, values: (u, ticks) => ticks.map(t => t + ' ms') }),
    axis({ scale: 'v', splits: [-325, 0, 325], size: 42, values: (u, ticks) => ticks.map(t => t + ' V') }),
    axis({ scale: 'a', side: 1, size: 36, grid: { show: false }, values: (u, ticks) => ticks.map(t => t + ' A') }),
  ],
  series: [{}, ...[1, 2, 3].flatMap(n => [
    line('U' + n, 'volts', { scale: 'v', dash: n === 1 ? [] : [n * 3, 3] }),
    line('I' + n, 'amps', { scale: 'a', dash: n === 1 ? [] : [n * 3, 3] }),
  ])],
  hooks: { drawClear: [drawOwn] },
});

/** @param all [{state, from, to}], volts */
export function showBands(all) {
  bands = all;
}

/** @param waves {pilot: {rate, volts, levels}, mains: {rate, own, volts: [[…]], amps: [[…]]}} */
export function show(waves) {
  levels = waves.pilot.levels;
  pilot.setData([waves.pilot.volts.map((_, i) => i * 1000 / waves.pilot.rate), waves.pilot.volts]);
  const { rate, volts, amps } = waves.mains;
  const length = volts[0]?.length ?? 0;
  own = waves.mains.own * 1000 / rate;
  const data = [Array.from({ length }, (_, i) => i * 1000 / rate)];
  for (let n = 0; n < 3; n++) data.push(volts[n] ?? Array(length).fill(null), amps[n] ?? Array(length).fill(null));
  mains.setData(data);
}

function drawBands(u) {
  const { left, width } = u.bbox;
  u.ctx.save();
  u.ctx.font = `${10 * devicePixelRatio}px system-ui`;
  u.ctx.textAlign = 'left';
  u.ctx.textBaseline = 'middle';
  bands.forEach(({ state, from, to }, i) => {
    const top = u.valToPos(to, 'y', true), bottom = u.valToPos(from, 'y', true);
    if (i % 2 === 0) {
      u.ctx.fillStyle = colour('faint');
      u.ctx.fillRect(left, top, width, bottom - top);
    }
    u.ctx.fillStyle = colour('soft');
    u.ctx.fillText(state, left + width + 5 * devicePixelRatio, (top + bottom) / 2);
  });
  u.ctx.restore();
}

function drawLevels(u) {
  const { left, width } = u.bbox;
  u.ctx.save();
  u.ctx.strokeStyle = colour('energy');
  u.ctx.setLineDash([4, 4]);
  for (const level of levels) {
    const y = u.valToPos(level, 'y', true);
    u.ctx.beginPath();
    u.ctx.moveTo(left, y);
    u.ctx.lineTo(left + width, y);
    u.ctx.stroke();
  }
  u.ctx.restore();
}

/** This cycle's part of the mains, behind the waves. */
function drawOwn(u) {
  if (!u.data[0].length) return;
  const { top, height } = u.bbox;
  const from = u.valToPos(own, 'x', true), to = u.valToPos(u.data[0].at(-1), 'x', true);
  u.ctx.fillStyle = colour('faint');
  u.ctx.fillRect(from, top, to - from, height);
}
