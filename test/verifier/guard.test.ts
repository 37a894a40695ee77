import { readdirSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mixed } from '../../properties/generators/mixed.ts';
import { scalar } from '../../properties/points.ts';
import { curve, lossChange, productCurve } from '../../src/evidence/curve.ts';
import { leastSquares } from '../../src/evidence/least-squares.ts';
import { Matrix as LibraryMatrix } from '../../src/exact/matrix.ts';
import { characteristicPolynomial as libraryCharacteristicPolynomial } from '../../src/exact/polynomial.ts';
import { gradients, hessian } from '../../src/network/derivatives.ts';
import { chain, partialProducts } from '../../src/network/network.ts';
import { LIMITS } from '../../src/verifier/index.ts';
import { characteristicPolynomial } from '../../src/verifier/kinds/facts.ts';
import { SQUARE } from '../../src/verifier/losses.ts';
import { Matrix } from '../../src/verifier/matrix.ts';
import { makeNetwork } from '../../src/verifier/network.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

// The verifier has formulas of its own, for independence; here both copies are held against each other.
const theirs = (m: LibraryMatrix) => new Matrix(m.rows, m.cols, m.num, m.den);
const instances = fc.sample(mixed(), { seed: 5, numRuns: 60 });
const networks = instances.map((i) => makeNetwork(i.widths, theirs(i.X), theirs(i.Y), i.weights.map(theirs), SQUARE));

describe('the formulas of the verifier are those of the library', () => {
  test.each(instances.map((instance, k) => [k, instance.widths.join('-')] as const))('instance %i, widths %s', (k) => {
    const [instance, net] = [instances[k]!, networks[k]!];
    const products = partialProducts(instance);
    const G = instance.loss.gradient(products.R);
    const same = (a: Matrix, b: LibraryMatrix) => expect(a.equals(theirs(b))).toBe(true);
    same(net.R(), products.R);
    same(net.G(), G);
    expect(
      net
        .twiceLoss()
        .equals(
          theirs(LibraryMatrix.of(1, 1, () => instance.loss.value(products.R))).plus(
            theirs(LibraryMatrix.of(1, 1, () => instance.loss.value(products.R))),
          ),
        ),
    ).toBe(true);
    for (const [h, g] of gradients(products, G).entries()) same(net.pulledBack(h + 1, h + 1), g);
    for (let i = 1; i <= net.H; i++) for (let j = 1; j <= i; j++) same(net.product(i, j - 1), chain(instance, i, j));
    same(net.hessian(), hessian(instance, instance.loss));

    const terms = instance.weights.map((w, h) => ({
      layer: h + 1,
      power: 1 + (h % 2),
      matrix: LibraryMatrix.build(w.rows, w.cols, (i, j) => BigInt(((i + 2 * j + h) % 3) - 1)),
    }));
    const moves = terms.map(({ power, matrix }) => new Map([[power, theirs(matrix)]]));
    const changes = lossChange(instance.loss, productCurve(curve(instance, terms), 4), 4);
    const sums = net.lossChange(moves, 4);
    for (const [m, change] of changes.entries()) {
      const twice = Matrix.rational(2n * change.num, change.den);
      expect(sums[m + 1]!.equals(twice)).toBe(true);
    }

    const { sigma } = leastSquares(instance);
    const polynomial = libraryCharacteristicPolynomial(sigma);
    for (const [m, c] of characteristicPolynomial(theirs(sigma)).entries()) {
      expect(c.equals(Matrix.rational(polynomial[m]!.num, polynomial[m]!.den))).toBe(true);
    }
  });

  test('and another point has another Hessian in both', () => {
    const [here, there] = [scalar(1, 2, 3), scalar(1, 3, 2)];
    const other = makeNetwork(there.widths, theirs(there.X), theirs(there.Y), there.weights.map(theirs), SQUARE);
    expect(other.hessian().equals(theirs(hessian(here, here.loss)))).toBe(false);
  });
});

describe('independence', () => {
  const folder = join(root, 'src/verifier');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));

  test.each(files)('%s imports nothing from outside, and uses no Node API', (name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    const imports = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, target]) => target!);
    for (const target of imports) {
      expect(target).toMatch(/^\.\.?\/[a-z0-9/-]+\.ts$/);
      expect(normalize(join(name, '..', target))).not.toMatch(/^\.\./);
    }
    expect(text).not.toMatch(/\b(process|Buffer|require|globalThis|eval)\b/);
  });

  // What every audit reads, then a file for each group of kinds of evidence, then the table of the paper in question.
  test.each([
    ['the core', (name: string) => !name.includes('/'), 1885],
    ['the kinds of evidence', (name: string) => name.startsWith('kinds/'), 1190],
    ['the tables of statements', (name: string) => name.startsWith('statements/'), 1300],
  ])('%s stays short enough to read', (_, belongs, most) => {
    const texts = files.filter(belongs).map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(texts.length).toBeGreaterThan(5);
    expect(texts.reduce((n, text) => n + text.split('\n').length - 1, 0)).toBeLessThanOrEqual(most);
  });
});

test('FORMAT.md states the limits that are enforced', () => {
  const format = readFileSync(join(root, 'certificates/FORMAT.md'), 'utf8');
  const limits = format.slice(format.indexOf('Limits, checked before'));
  const thousands = (n: number) => n.toLocaleString('en-US');
  for (const stated of [
    `${LIMITS.bytes / 2 ** 20} MiB a certificate`,
    `nesting ${LIMITS.depth}`,
    `${thousands(LIMITS.values)} JSON values`,
    `${thousands(LIMITS.digits)} digits a numerator`,
    `${thousands(LIMITS.totalDigits)} digits in all`,
    `width ${LIMITS.width}, ${LIMITS.layers} layers, ${thousands(LIMITS.samples)} samples`,
    `${LIMITS.coordinates} rows of a matrix`,
    `power and order ${thousands(LIMITS.power)} in a curve`,
    `${LIMITS.curveEntries} entries in a curve`,
    `2^${Math.log2(LIMITS.bits)} bits in all matrices`,
    `work ${LIMITS.work / 1e8}·10⁸`,
  ]) {
    expect(limits.replaceAll('\n', ' ')).toContain(stated);
  }
});
