import type { Decision } from '../../src/decision/decision.ts';
import type { Evidence } from '../../src/evidence/evidence.ts';
import type { Matrix } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { inertia } from '../../src/exact/symmetric.ts';
import { gradients, hessian, weightCount } from '../../src/network/derivatives.ts';
import { type Instance, makeInstance } from '../../src/network/instance.ts';
import { partialProducts } from '../../src/network/network.ts';
import {
  checkCurve,
  checkLeading,
  checkLeastSquares,
  checkSquareCompletion,
  checkSubspaces,
  curvature,
  read,
} from './evidence.ts';
import * as N from './naive.ts';
import { must } from './property.ts';

/** Lists of kinds that FORMAT.md, section 5, allows for a verdict ("class evidence", with `least-squares` before `ky-fan` and `prefix`). */
const allowed: Record<Decision['verdict'], readonly string[]> = {
  'not-critical': ['descent-curve'],
  'global-minimizer': ['convexity', 'leading', 'least-squares ky-fan'],
  'strict-saddle': ['zero negative-curvature ascent-curve'],
  'non-strict-saddle': [
    'zero leading square-completion descent-curve ascent-curve',
    'zero least-squares prefix square-completion descent-curve ascent-curve',
  ],
};

/** Weights up to which the inertia of the Hessian is computed. */
const LARGEST_HESSIAN = 60;

/** Everything a decision says, checked against the instance: facts, evidence, and the exact inertia of the Hessian unless it is large. */
export function checkDecision(decision: Decision, it: Instance): true {
  const { verdict, evidence } = decision;
  const products = partialProducts(it);
  const G = it.loss.gradient(products.R);
  const d = Math.min(...it.widths);
  must(decision.rank === N.rankOf(products.R), 'rank R');
  must(decision.bottleneck === d, 'd = min d_i');
  must(decision.loss.equals(it.loss.value(products.R)), 'L(W)');
  must(allowed[verdict].includes(evidence.map((e) => e.kind).join(' ')), 'the kinds of evidence');
  const critical = gradients(products, G).every((g) => g.isZero());
  must(critical === (verdict !== 'not-critical'), 'critical unless the verdict is not-critical');
  if (critical && weightCount(it) <= LARGEST_HESSIAN) {
    const { negative } = inertia(hessian(it, it.loss));
    if (verdict === 'strict-saddle') must(negative > 0, 'the Hessian has a negative eigenvalue');
    else must(negative === 0, 'the Hessian is psd');
  }
  const descent = evidence.find((e) => e.kind === 'descent-curve');
  const late = descent && 'order' in descent ? descent.order : undefined;
  const expected = {
    'not-critical': 1,
    'global-minimizer': undefined,
    'strict-saddle': 2,
    'non-strict-saddle': late,
  };
  must(decision.escapeOrder === expected[verdict], 'the order of escape');
  if (verdict === 'non-strict-saddle') must(decision.escapeOrder! >= 3, 'a psd Hessian is escaped at order 3 or later');
  for (const e of evidence) checkOne(e, decision, it, G);
  return true;
}

function checkOne(e: Evidence, decision: Decision, it: Instance, G: Matrix): void {
  const { rank: r, bottleneck: d } = decision;
  if (e.kind === 'descent-curve' || e.kind === 'ascent-curve') {
    checkCurve(e, it);
    if (decision.verdict === 'not-critical') must(e.order === 1, 'order 1');
  } else if (e.kind === 'convexity') {
    must(G.isZero(), 'G = 0');
  } else if (e.kind === 'negative-curvature') {
    must(e.V.length === it.weights.length, 'one matrix a layer');
    for (const [k, v] of e.V.entries()) read(v, it.weights[k]!.rows, it.weights[k]!.cols);
    must(curvature(it, e.V).sign < 0, 'D²L[V,V] < 0');
  } else if (e.kind === 'leading') {
    checkLeading(e, it);
    if (decision.verdict === 'global-minimizer') must(r === d, 'r = d');
  } else if (e.kind === 'square-completion') {
    checkSquareCompletion(it);
  } else if (e.kind === 'ky-fan' || e.kind === 'prefix') {
    const before = decision.evidence.find((x) => x.kind === 'least-squares')!;
    const { sigma } = checkLeastSquares(before, it.X, it.Y);
    const { p, q, pInverse } = checkSubspaces(e, sigma, r);
    must(q.transpose().mul(partialProducts(it).R).isZero(), 'qᵀR = 0');
    const fitted = pInverse.mul(p.transpose()).mul(sigma).mul(p).trace();
    must(decision.loss.mul(new Rational(2n)).equals(it.Y.dot(it.Y).sub(fitted)), 'L(W) = ½(‖Y‖² − tr(pInverse·pᵀΣp))');
  }
}

/** Losses at W + s·V for some s: none may lie below L(W) if W is a global minimizer. */
export const cannotImprove = (it: Instance, V: readonly Matrix[]): boolean =>
  ['1', '-1', '1/10', '-1/10', '1/1000', '3'].every((text) => {
    const s = Rational.parse(text);
    const moved = it.weights.map((w, k) => w.add(V[k]!.scale(s)));
    const value = (weights: readonly Matrix[]) =>
      it.loss.value(partialProducts(makeInstance(it.X, it.Y, weights, it.widths)).R);
    return value(moved).compare(value(it.weights)) >= 0;
  });
