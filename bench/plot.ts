import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { PROGRAMS } from './rounds.ts';
import type { SizeRow } from './summary.ts';

const COLORS = { depthcert: '#1f77b4', FLINT: '#d62728', 'PARI/GP': '#2ca02c' };

/** Time against the number of coordinates, both axes logarithmic, one line for each program: an SVG document. */
export function timePlot(rows: readonly SizeRow[]): string {
  const points = rows.flatMap((row) =>
    PROGRAMS.map((program) => ({ program, coordinates: row.coordinates, ms: row.ms[program] })),
  );
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const marks = { x: 'coordinates', y: 'ms', stroke: 'program' };
  const svg = Plot.plot({
    document: document as never, // linkedom has no types for the whole DOM
    width: 720,
    height: 440,
    marginLeft: 60,
    marginRight: 80,
    style: { background: 'white', color: 'black' },
    x: {
      type: 'log',
      label: 'coordinates of the Hessian',
      ticks: [...new Set(rows.map((r) => r.coordinates))],
      tickFormat: 'd',
    },
    y: { type: 'log', label: 'milliseconds an instance (median)', grid: true, tickFormat: '~g' },
    color: { domain: [...PROGRAMS], range: PROGRAMS.map((p) => COLORS[p]) },
    marks: [
      Plot.lineY(points, marks),
      Plot.dot(points, { ...marks, fill: 'program', r: 3 }),
      Plot.text(
        points.filter(({ coordinates }) => coordinates === Math.max(...rows.map((r) => r.coordinates))),
        { x: 'coordinates', y: 'ms', text: 'program', fill: 'program', dx: 8, textAnchor: 'start' },
      ),
    ],
  });
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  return `${svg.outerHTML}\n`;
}
