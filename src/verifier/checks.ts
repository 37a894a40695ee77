/** The kinds of evidence: FORMAT.md, sections 4.1 and 4.2. */
import { addPolynomials, constant, Matrix, multiplyPolynomials, type Polynomial, range, vanishes } from './matrix.ts';
import { leadsWith, type Network } from './network.ts';
import { readProof, readSplit } from './psd.ts';
import type { Place } from './read.ts';
import { LIMITS } from './result.ts';

/** What checked evidence of the certificate has proved, beside the instance itself. */
export interface Known {
  /** Ranks by the name of the matrix. */
  readonly ranks: Map<string, number>;
  /** Σ = YPYᵀ (d_H × d_H), P the projection onto the rows of X: from `least-squares`. */
  sigma?: Matrix;
}
/** Throws a `Failure` unless the evidence proves what its kind says, and adds what it proves. */
type Check = (known: Known) => void;

/** Evidence as read: shapes and limits are right; nothing is proved until `check` returns. */
export interface Item {
  readonly kind: string;
  /** The kind, and what statements tell apart within it: `rank R`, `chord above`. */
  readonly label: string;
  readonly place: Place;
  readonly check: Check;
}

export function readEvidence(place: Place, net: Network): Item {
  place.startEvidence();
  const kind = place.field('kind').text();
  const read = KINDS.get(kind) ?? place.field('kind').fail('ENUM', 'unknown kind of evidence');
  const check = read(place, net);
  let label = kind;
  if (kind === 'rank') label = `rank ${place.field('of').text()}`;
  if (kind === 'chord') label = `chord ${place.field('side').text()}`;
  return { kind, label, place, check };
}

const READERS: Record<string, (place: Place, net: Network) => Check> = {
  zero(place, net) {
    place.fields('kind', 'of').of.choice('gradient');
    return () => place.demand(net.isCritical(), 'ZERO', 'the gradient is not zero');
  },
  rank(place, net) {
    const f = place.fields('kind', 'of', 'rank', 'rows', 'cols', 'inverse');
    const name = f.of.text();
    const [height, width, matrix] = net.named().get(name) ?? f.of.fail('ENUM', 'no matrix of this name');
    const r = f.rank.natural();
    const [rows, cols] = [f.rows.indices(r, height), f.cols.indices(r, width)];
    const Z = f.inverse.matrix(r, r);
    return ({ ranks }) => {
      const N = matrix();
      f.inverse.demand(Z.times(N.pick(rows, cols)).isIdentity, 'RANK', 'not the inverse of the block');
      // With r rows or columns in all, the factorization says nothing new.
      const full = r === Math.min(N.rows, N.cols);
      const factored = full || N.equals(N.pick(undefined, cols).times(Z.times(N.pick(rows))));
      f.rank.demand(factored, 'RANK', `the rank of ${name} is above ${r}`);
      ranks.set(name, r);
    };
  },
  loss: nothingToCheck,
  dimensions: nothingToCheck,
  'least-squares'(place, net) {
    const f = place.fields('kind', 'rows', 'E', 'inverse');
    const q = f.rows.list().length;
    const rows = f.rows.indices(q, net.X.rows);
    const [E, K] = [f.E.matrix(net.X.rows, q), f.inverse.matrix(q, q)];
    return (known) => {
      const basis = net.X.pick(rows);
      f.E.demand(net.X.equals(E.times(basis)), 'LEAST_SQUARES', 'X is not E times its rows');
      const gram = basis.times(basis.T);
      f.inverse.demand(gram.times(K).isIdentity, 'LEAST_SQUARES', 'not the inverse of X̃X̃ᵀ');
      const cross = net.Y.times(basis.T);
      known.sigma = cross.times(K, cross.T);
      known.ranks.set('X', q);
    };
  },
  'distinct-spectrum'(place, net) {
    const n = net.Y.rows;
    if (place.field('form').choice('eigen', 'bezout') === 'eigen') {
      const f = place.fields('kind', 'form', 'values', 'vectors');
      const [values, U] = [f.values.vector(n), f.vectors.matrix(n, n)];
      return ({ sigma }) => {
        f.vectors.demand(sigma!.times(U).equals(U.times(Matrix.diagonal(values))), 'SPECTRUM', 'not eigenvectors of Σ');
        f.vectors.demand(!range(n).some((j) => U.pick(undefined, [j]).isZero), 'SPECTRUM', 'an eigenvector is zero');
        f.values.demand(new Set(values.num).size === n, 'SPECTRUM', 'two eigenvalues are equal');
      };
    }
    const f = place.fields('kind', 'form', 'a', 'b');
    const [a, b] = [readCoefficients(f.a, n), readCoefficients(f.b, n)];
    return ({ sigma }) => {
      const p = new Map(characteristicPolynomial(sigma!).entries());
      const derivative = new Map([...p].slice(1).map(([k, c]) => [k - 1, c.scaled(Matrix.rational(BigInt(k)))]));
      const sum = addPolynomials(multiplyPolynomials(a, p), multiplyPolynomials(b, derivative));
      const isOne = vanishes(addPolynomials(sum, constant(Matrix.rational(1n)), -1n));
      place.demand(isOne, 'SPECTRUM', 'a·p + b·p′ is not 1');
    };
  },
  /** D²L[V,V] is twice the coefficient at t² of L(W + tV) − L(W). */
  'negative-curvature'(place, net) {
    const f = place.fields('kind', 'V');
    const moves = readLayers(f.V, net).map((V) => new Map([[1, V]]));
    return () => {
      const second = net.coefficients(net.change(moves, 2), 2)[2]!;
      f.V.demand(second.sign < 0, 'CURVATURE', 'the second derivative is not negative');
    };
  },
  'descent-curve': (place, net) => curve(place, net, -1),
  'ascent-curve': (place, net) => curve(place, net, 1),
  psd(place, net) {
    const f = place.fields('kind', 'of', 'proof');
    f.of.choice('hessian');
    const coordinates = net.W.reduce((sum, { num }) => sum + num.length, 0);
    const proof = readProof(f.proof, coordinates);
    return () => f.proof.demand(proof(net.hessian()), 'PSD', 'no proof that the Hessian is semidefinite');
  },
  convexity(place, net) {
    place.fields('kind');
    return () => place.demand(net.G().isZero, 'CONVEXITY', 'G is not zero');
  },
  'ky-fan'(place, net) {
    const { traceOnP } = readSplit(place, net, net.d);
    return ({ sigma }) => {
      const least = net.YY().minus(traceOnP(sigma!));
      place.demand(net.twiceLoss().equals(least), 'KY_FAN', 'L(W) is not the minimum over rank ≤ d');
    };
  },
  /** col p = col R carries the largest eigenvalues of Σ, up to ties. */
  prefix(place, net) {
    const { k, q, traceOnP } = readSplit(place, net);
    return ({ sigma, ranks }) => {
      place.field('p').demand(k === ranks.get('R'), 'SEPARATION', 'p has not rank R columns');
      place.field('q').demand(q.T.times(net.R()).isZero, 'SEPARATION', 'q is not orthogonal to R');
      traceOnP(sigma!);
    };
  },
  /** uᵀΣu/uᵀu > vᵀΣv/vᵀv for v = Rc ∈ col R and u ⊥ col R. */
  swap(place, net) {
    const f = place.fields('kind', 'u', 'c');
    const [u, c] = [f.u.vector(net.Y.rows), f.c.vector(net.X.rows)];
    return ({ sigma }) => {
      const v = net.R().times(c);
      f.u.demand(!u.isZero && u.T.times(net.R()).isZero, 'SWAP', 'u is zero or not orthogonal to R');
      f.c.demand(!v.isZero, 'SWAP', 'Rc is zero');
      const form = (x: Matrix) => sigma!.times(x).dot(x);
      const [atU, atV] = [form(u).times(v.dot(v)), form(v).times(u.dot(u))];
      place.demand(atU.minus(atV).sign > 0, 'SWAP', 'the Rayleigh quotient at u does not exceed the one at v');
    };
  },
  lift(place, net) {
    const f = place.fields('kind', 'j', 'order', 'C', 'D', 'A', 'B');
    const { H, widths, product } = net;
    const j = f.j.natural(1, H - 1);
    const dj = widths[j]!;
    const order = f.order.natural(1, Infinity, LIMITS.power);
    const [C, D] = [f.C.matrix(widths[1]!, dj), f.D.matrix(dj, widths[H - 1]!)];
    const [dA, dB] = [readCurve(f.A, [[dj, widths[0]!]])[0]!, readCurve(f.B, [[widths[H]!, dj]])[0]!];
    const moves: Polynomial[] = net.W.map(() => new Map());
    [moves[0], moves[H - 1]] = [dA, dB];
    chargeCurve(place, net, moves, LIMITS.curveEntries ** 2);
    return () => {
      f.j.demand(dj === net.d, 'LIFT', 'the layer is not a bottleneck');
      f.C.demand(product(j, 1).times(C).isIdentity, 'LIFT', 'C is not a right inverse');
      f.D.demand(D.times(product(H - 1, j)).isIdentity, 'LIFT', 'D is not a left inverse');
      const [A, B] = [addPolynomials(constant(product(j, 0)), dA), addPolynomials(constant(product(H, j)), dB)];
      const shallow = new Map(multiplyPolynomials(B, A));
      shallow.delete(0);
      moves[0] = multiplyPolynomials(constant(C), dA);
      moves[H - 1] = multiplyPolynomials(dB, constant(D));
      const agree = vanishes(addPolynomials(shallow, net.change(moves), -1n));
      place.demand(agree, 'LIFT', 'the deep product is not B(t)A(t)');
      const leads = leadsWith(-1, net.coefficients(shallow, order));
      f.order.demand(leads, 'LIFT', `the leading term is not negative of order ${order}`);
    };
  },
  /** L(W + s(W′ − W)) against (1 − s)L(W) + sL(W′). */
  chord(place, net) {
    const f = place.fields('kind', 'to', 's', 'side');
    const [to, s] = [readLayers(f.to, net), f.s.rational()];
    f.s.demand(s.sign > 0 && s.num[0]! < s.den, 'RANGE', 's is not between 0 and 1');
    const side = f.side.choice('above', 'below');
    return () => {
      const twiceLoss = (W: readonly Matrix[]) => net.twiceLossAt(W.reduce((product, layer) => layer.times(product)));
      const between = twiceLoss(net.W.map((W, h) => W.plus(to[h]!.minus(W).scaled(s))));
      const straight = net.twiceLoss().plus(twiceLoss(to).minus(net.twiceLoss()).scaled(s));
      const holds = between.minus(straight).sign === (side === 'above' ? 1 : -1);
      place.demand(holds, 'CHORD', `the loss is not ${side} the chord`);
    };
  },
  'better-matrix'(place, net) {
    const f = place.fields('kind', 'left', 'right');
    const [left, right] = [f.left.matrix(net.Y.rows, net.d + 1), f.right.matrix(net.d + 1, net.X.rows)];
    return () => {
      const gap = net.twiceLossAt(left.times(right)).minus(net.twiceLoss());
      place.demand(gap.sign < 0, 'BETTER', 'the loss of left·right is not below L(W)');
    };
  },
};
const KINDS = new Map(Object.entries(READERS));

/** An unknown loss has been declined before; inequalities between dimensions are in the statement table. */
function nothingToCheck(place: Place): Check {
  place.fields('kind');
  return () => {};
}

/** [V_1, …, V_H] shaped as W. */
const readLayers = (place: Place, net: Network): Matrix[] =>
  place.list(net.H).map((layer, h) => layer.matrix(net.widths[h + 1]!, net.widths[h]!));

/** At most n coefficients, from the constant term upwards, the last one not 0. */
function readCoefficients(place: Place, n: number): Polynomial {
  const length = place.list().length;
  place.demand(length <= Math.max(n, 1), 'SHAPE', `more than ${n} coefficients`);
  const { num, den } = place.vector(length);
  if (num.at(-1) === 0n) place.list().at(-1)!.fail('RANGE', 'the last coefficient is 0');
  return new Map(num.map((x, k) => [k, Matrix.rational(x, den)]));
}

/** Coefficients of det(xI − S) from the constant term upwards, each 1 × 1 (Faddeev–LeVerrier). */
export function characteristicPolynomial(S: Matrix): Matrix[] {
  const identity = Matrix.identity(S.rows);
  const c = [Matrix.rational(1n)];
  let N = identity;
  for (let k = 1n; k <= S.rows; k++) {
    const SN = S.times(N);
    c.unshift(SN.dot(identity).scaled(Matrix.rational(-1n, k)));
    N = SN.plus(identity.scaled(c[0]!));
  }
  return c;
}

function curve(place: Place, net: Network, wanted: 1 | -1): Check {
  const f = place.fields('kind', 'order', 'curve');
  const order = f.order.natural(1, Infinity, LIMITS.power);
  const shapes = net.W.map(({ rows, cols }) => [rows, cols] as const);
  const moves = readCurve(f.curve, shapes, 'layer');
  const sense = wanted < 0 ? 'negative' : 'positive';
  chargeCurve(place, net, moves, order);
  return () => {
    const leads = leadsWith(wanted, net.coefficients(net.change(moves, order), order));
    place.demand(leads, 'CURVE', `the leading term is not ${sense} of order ${order}`);
  };
}

/** The products W_h(t)⋯W_1(t) up to t^order, and the coefficients of the loss. */
function chargeCurve(place: Place, net: Network, moves: readonly Polynomial[], order: number): void {
  let powers = 1;
  for (const [h, { num }] of net.W.entries()) {
    const terms = moves[h]!.size + 1;
    place.charge(terms * powers * num.length * net.X.rows);
    powers = Math.min(order + 1, terms * powers);
  }
  place.charge(powers * (powers + net.X.rows) * net.X.rows * net.Y.rows);
}

/** One polynomial for each shape, from a list of {layer, power, matrix} sorted by layer and power; or {power, matrix}. */
function readCurve(place: Place, shapes: readonly (readonly [number, number])[], ...layer: 'layer'[]): Polynomial[] {
  const list = place.list();
  place.demand(list.length <= LIMITS.curveEntries, 'LIMIT', 'too many entries in a curve');
  const moves = shapes.map(() => new Map<number, Matrix>());
  let last = 0;
  for (const entry of list) {
    const f = entry.fields('power', 'matrix', ...layer);
    const h = layer.length > 0 ? f.layer.natural(1, shapes.length) : 1;
    const power = f.power.natural(1, Infinity, LIMITS.power);
    const C = f.matrix.matrix(...shapes[h - 1]!);
    f.matrix.demand(!C.isZero, 'RANGE', 'zero matrix in a curve');
    const position = h * (LIMITS.power + 1) + power;
    entry.demand(position > last, 'RANGE', 'entries not sorted by layer and power');
    last = position;
    moves[h - 1]!.set(power, C);
  }
  return moves;
}
