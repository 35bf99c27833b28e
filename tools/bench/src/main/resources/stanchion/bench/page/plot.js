// What all plots have in common. Colours come from the style sheet, so they follow light and dark.
import uPlot from './uplot.js';

const dark = matchMedia('(prefers-color-scheme: dark)');
const redraws = [];

export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
}

/** Draws again when light becomes dark. */
export function redrawn(draw) {
  redraws.push(draw);
}

dark.addEventListener('change', () => redraws.forEach(draw => draw()));

export function axis(more) {
  return {
    stroke: () => colour('soft'), grid: { stroke: () => colour('grid'), width: 1 }, ticks: { show: false },
    font: '11px system-ui', size: 34, gap: 3, ...more,
  };
}

export function line(label, name, more) {
  return { label, stroke: () => colour(name), width: 1.6, points: { show: false }, ...more };
}

export function plot(id, options) {
  const element = document.getElementById(id);
  const u = new uPlot({
    width: element.clientWidth || 300, height: element.clientHeight || 150, cursor: { show: false }, legend: { show: false },
    padding: [6, 14, 0, 0], ...options,
  }, options.series.map(() => []), element);
  new ResizeObserver(() => u.setSize({ width: element.clientWidth, height: element.clientHeight })).observe(element);
  redrawn(() => u.redraw(false, true));
  return u;
}

/** A range around 0 that holds what there is. */
export function symmetric(low, high, least) {
  const most = Math.max(least, Math.abs(low ?? 0), Math.abs(high ?? 0)) * 1.15;
  return [-most, most];
}
