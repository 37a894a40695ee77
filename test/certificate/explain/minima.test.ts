import { describe, expect, test } from 'vitest';
import { larger } from '../../../properties/points.ts';
import { sharpnessAbsolute } from '../../../properties/zhang-2019/not-differentiable.ts';
import { sharpnessWeighted } from '../../../properties/zhang-2019/reduction.ts';
import { contextOf } from '../../../src/certificate/explain/context.ts';
import { explainFact } from '../../../src/certificate/explain/facts.ts';
import { explainBetterPoint, explainLocalMinimum } from '../../../src/certificate/explain/minima.ts';
import { betterPoint, fittingPoint } from '../../../src/evidence/better-point.ts';
import { minimumByDomination, minimumByHessian } from '../../../src/evidence/local-minimum.ts';
import { type AnyInstance, instanceToJson } from '../../../src/network/instance.ts';

const context = (instance: AnyInstance) => contextOf(instanceToJson(instance));

describe('local-minimum', () => {
  test('by the Hessian of two layers', () => {
    const page = explainLocalMinimum(minimumByHessian(sharpnessWeighted, 1)!, context(sharpnessWeighted)).join('\n');
    expect(page).toContain('The two-layer network (B₁, A₁) at layer 1, widths 2-1-2, is critical.');
    expect(page).toContain('the kernel of H has dimension 1² = 1');
    expect(page).toContain('A₁ = [ 9/10  -9/10 ]');
    expect(page).toContain('W is a local minimum, too');
  });
  test('by domination', () => {
    const page = explainLocalMinimum(minimumByDomination(sharpnessAbsolute, 1)!, context(sharpnessAbsolute)).join('\n');
    expect(page).toContain('(1 + α[1,1] + β[0,0] + α[1,1]·β[0,0])·R′[1,0] =');
    expect(page).toContain('Y is 0 but for the entry [1,0]');
    expect(page).toContain('the loss does not fall');
  });
});

test.each([
  ['weighted square', sharpnessWeighted, betterPoint(sharpnessWeighted, 1)!, 'L(W) = 3/20'],
  ['absolute', sharpnessAbsolute, fittingPoint(sharpnessAbsolute), 'the loss is 0 < L(W) = 1'],
])('better-point, %s loss', (_, instance, better, words) => {
  const page = explainBetterPoint(better, context(instance)).join('\n');
  expect(page).toContain(words);
  expect(page).toContain('R′ = ');
});

test.each([
  ['not differentiable', sharpnessAbsolute, /is convex\.$/],
  ['differentiable', larger, /is convex and differentiable\.$/],
])('a loss that is %s', (_, instance, words) => {
  expect(explainFact({ kind: 'loss' }, context(instance))[0]).toMatch(words);
});
