import { curveEvidence } from '../evidence/curve.ts';
import type { EvidenceOf } from '../evidence/evidence.ts';
import { primitive } from '../exact/elimination.ts';
import { Matrix } from '../exact/matrix.ts';
import type { Point } from './point.ts';

/** Step 1: where some gradient is not zero, W_i − t·(multiple of it) descends at order 1. Undefined at a critical point. */
export function gradientDescent({ gradients }: Point): EvidenceOf<'descent-curve' | 'ascent-curve'> | undefined {
  const k = gradients.findIndex((g) => !g.isZero());
  const g = gradients[k];
  if (!g) return undefined;
  return curveEvidence('descent-curve', 1, [{ layer: k + 1, power: 1, matrix: primitiveMultiple(g).neg() }]);
}

/** A positive multiple of m with coprime integer entries. */
export function primitiveMultiple(m: Matrix): Matrix {
  const p = new Matrix(m.rows, m.cols, primitive(m.num));
  return p.dot(m).sign < 0 ? p.neg() : p;
}
