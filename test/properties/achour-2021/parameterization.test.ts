import { describe, expect, test } from 'vitest';
import { parameterization } from '../../../properties/achour-2021/parameterization.ts';
import {
  intoDeficientTarget,
  narrowMinimizer,
  oneZeroBlock,
} from '../../../properties/achour-2021/unrepaired-point.ts';
import { decide } from '../../../src/decision/decide.ts';
import { drawsAndShrinks, isCritical, isValid } from '../../helpers/draws.ts';
import { kinds, point, scalar, verified } from '../../helpers/points.ts';
import { keepsItsPromises } from '../../helpers/property-tests.ts';

const { id, prove, proveWithout, variants, examples } = parameterization;
const refute = (variant: string) => variants.find((v) => v.id === variant)!.refute;
const example = (name: string) => examples.find((e) => e.name === name)!.instance;
const form = ['rank R', 'critical-map', 'parameterization'];

describe(id, () => {
  test.each([
    ['holds', form],
    ['holds-for-a-minimizer', [...form, 'prefix']],
    ['holds-for-the-smaller-value', [...form, 'swap']],
    ['holds-with-one-layer', [...form, 'prefix']],
    ['holds-without-a-zero-block', form],
  ])('%s', (name, expected) => {
    const proof = prove(example(name));
    expect(kinds(proof)).toEqual(expected);
    expect(verified(id, example(name), proof)).toBe('VALID_EXACT');
  });

  test('for r = d, what says whether S = {1..d} cannot be left out', () => {
    const instance = example('holds-for-a-minimizer');
    const proof = prove(instance);
    expect(verified(id, instance, { ...proof, evidence: proof.evidence.slice(0, 3) })).toBe('EVIDENCE');
  });

  test('A5', () => {
    expect(() => prove(scalar(2, 1, 1))).toThrow('hypothesis A5 ');
  });

  test('one-zero: W_1 = 0, W_2 = 1', () => {
    expect(verified(`${id}~one-zero`, scalar(2, 0, 1), refute('one-zero')(scalar(2, 0, 1))!)).toBe('VALID_EXACT');
    expect(refute('one-zero')(scalar(2, 0, 0))).toBeUndefined();
    expect(refute('one-zero')(scalar(2, 1, 1))).toBeUndefined();
  });

  test('two-zeros-necessary: three layers without a zero block', () => {
    const instance = example('holds-without-a-zero-block');
    expect(verified(`${id}~two-zeros-necessary`, instance, refute('two-zeros-necessary')(instance)!)).toBe(
      'VALID_EXACT',
    );
    expect(refute('two-zeros-necessary')(example('holds'))).toBeUndefined();
    expect(refute('two-zeros-necessary')(example('holds-for-a-minimizer'))).toBeUndefined();
  });

  test('two-zeros-necessary: a basis in which Z_1 = K hides one of two zero blocks', () => {
    const I2 = [
      [1, 0],
      [0, 1],
    ];
    // Z_1 = Z_2 = 0, Z_3 = 1.
    const two = [
      [2, 0],
      [0, 0],
    ];
    const one = [
      [1, 0],
      [0, 0],
    ];
    const Y = [
      [2, 0],
      [0, 1],
    ];
    const instance = point(I2, Y, two, one, I2);
    const proof = prove(instance);
    const evidence = proof.evidence.map((e) =>
      e.kind === 'parameterization'
        ? {
            ...e,
            gauges: [
              [
                ['1', '0'],
                ['-1', '1'],
              ],
              e.gauges[1]!,
            ],
            inverses: [
              [
                ['1', '0'],
                ['1', '1'],
              ],
              e.inverses[1]!,
            ],
            Z: [[['2', '0']], ...e.Z.slice(1)],
          }
        : e,
    );
    expect(verified(id, instance, { ...proof, evidence })).toBe('VALID_EXACT');
    expect(verified(`${id}~two-zeros-necessary`, instance, { ...proof, verdict: 'fails', evidence })).toBe(
      'CONCLUSION',
    );
  });

  test('zero-eigenvalue: X = 1, Y = 0, W = 0, 1, where Z_2 = 1', () => {
    const instance = scalar(0, 0, 1);
    expect(() => prove(instance)).toThrow('hypothesis A3 ');
    expect(() => proveWithout(instance, 'A3')).toThrow('a product of H − 1 consecutive blocks is not zero');
    expect(verified(`${id}~zero-eigenvalue`, instance, refute('zero-eigenvalue')(instance)!)).toBe('VALID_EXACT');
    expect(refute('zero-eigenvalue')(scalar(0, 0, 0))).toBeUndefined();
  });
});

describe('generators', () => {
  test('one block is 0: R = U_SU_SᵀM, never critical, and all of them refute', () => {
    for (const instance of drawsAndShrinks(oneZeroBlock(), 60, 3)) {
      expect([isValid(instance), isCritical(instance)]).toEqual([true, false]);
      expect(refute('one-zero')(instance)).toBeDefined();
    }
  });

  test('into an eigenvalue 0: always critical, and all of them refute', () => {
    for (const instance of drawsAndShrinks(intoDeficientTarget(), 60, 3)) {
      expect([isValid(instance), isCritical(instance)]).toEqual([true, true]);
      expect(refute('zero-eigenvalue')(instance)).toBeDefined();
    }
  });

  test('minimizers with d < d_H', () => {
    for (const instance of drawsAndShrinks(narrowMinimizer(), 60, 3)) {
      expect(decide(instance).verdict).toBe('global-minimizer');
      expect(Math.min(...instance.widths)).toBeLessThan(instance.Y.rows);
    }
  });
});

keepsItsPromises(parameterization);
