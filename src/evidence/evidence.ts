import type { Matrix } from '../exact/matrix.ts';
import type { EigenCoordinates } from '../network/coordinates.ts';

/** Matrices and vectors as certificates hold them: canonical rationals as texts. */
export type Rows = readonly (readonly string[])[];
export type Texts = readonly string[];

/** Proofs that a symmetric matrix is positive semidefinite (FORMAT.md, 4.3). */
export type PsdProof =
  | { readonly form: 'sum-of-squares'; readonly D: Texts; readonly L: Rows }
  | {
      readonly form: 'dominance';
      readonly index: readonly number[];
      readonly scale: Texts;
      readonly factor: Rows;
      readonly kernel: Rows;
    };

export type Separation =
  | { readonly form: 'threshold'; readonly t: string; readonly above: PsdProof; readonly below: PsdProof }
  | { readonly form: 'kronecker'; readonly proof: PsdProof };

/** Two complementary invariant subspaces of Σ with separated spectra (FORMAT.md, 4.4). */
export interface Subspaces {
  readonly p: Rows;
  readonly q: Rows;
  readonly pInverse: Rows;
  readonly qInverse: Rows;
  readonly separation: Separation;
}

export interface CurveTerm {
  readonly layer: number;
  readonly power: number;
  readonly matrix: Rows;
}

export interface PowerTerm {
  readonly power: number;
  readonly matrix: Rows;
}

/** A rank by an invertible submatrix and a factorization through it. */
export interface RankByInverse {
  readonly kind: 'rank';
  readonly of: string;
  readonly rank: number;
  readonly rows: readonly number[];
  readonly cols: readonly number[];
  readonly inverse: Rows;
  /** At the vertices (3.3), and only there. */
  readonly kernel?: Rows | null;
}
/** A rank that the verifier computes itself, modulo primes. */
export type ShortRank = Pick<RankByInverse, 'kind' | 'of' | 'rank'>;

/** Every kind of evidence, as it stands in a certificate (FORMAT.md, section 4). */
export type Evidence =
  | { readonly kind: 'zero'; readonly of: 'gradient' }
  | RankByInverse
  | ShortRank
  | { readonly kind: 'loss' }
  | { readonly kind: 'dimensions' }
  | { readonly kind: 'least-squares'; readonly rows: readonly number[]; readonly E: Rows; readonly inverse: Rows }
  | { readonly kind: 'distinct-spectrum'; readonly form: 'eigen'; readonly values: Texts; readonly vectors: Rows }
  | { readonly kind: 'distinct-spectrum'; readonly form: 'bezout'; readonly a: Texts; readonly b: Texts }
  | { readonly kind: 'negative-curvature'; readonly V: readonly Rows[] }
  | { readonly kind: 'descent-curve' | 'ascent-curve'; readonly order: number; readonly curve: readonly CurveTerm[] }
  | { readonly kind: 'psd'; readonly of: 'hessian'; readonly proof: PsdProof }
  | { readonly kind: 'convexity' }
  | ({ readonly kind: 'ky-fan' | 'prefix' } & Subspaces)
  | {
      readonly kind: 'leading';
      readonly columns: readonly number[];
      readonly t: string;
      readonly above: PsdProof;
      readonly below: PsdProof;
    }
  | { readonly kind: 'square-completion' }
  | { readonly kind: 'swap'; readonly u: Texts; readonly c: Texts }
  | {
      readonly kind: 'lift';
      readonly j: number;
      readonly order: number;
      readonly C: Rows;
      readonly D: Rows;
      readonly A: readonly PowerTerm[];
      readonly B: readonly PowerTerm[];
    }
  | { readonly kind: 'chord'; readonly to: readonly Rows[]; readonly s: string; readonly side: 'above' | 'below' }
  | { readonly kind: 'better-matrix'; readonly left: Rows; readonly right: Rows }
  | { readonly kind: 'better-point'; readonly to: readonly Rows[] }
  | { readonly kind: 'nearby-point'; readonly to: readonly Rows[]; readonly radius: string }
  | { readonly kind: 'gradient-norm'; readonly below: string; readonly above: string }
  | ({ readonly kind: 'near-critical-point' } & NearCriticalPoint)
  | { readonly kind: 'local-minimum'; readonly j: number; readonly proof: LocalMinimumProof }
  | ({ readonly kind: 'domination'; readonly j: number } & Domination)
  | { readonly kind: 'balanced' }
  | { readonly kind: 'eigenbasis'; readonly values: Texts; readonly vectors: Rows; readonly mixed: number }
  | {
      readonly kind: 'point-lift';
      readonly j: number;
      readonly target: Rows;
      readonly C: Rows;
      readonly D: Rows;
      readonly N: Rows;
      readonly K: Rows;
      readonly bound: string;
    }
  | { readonly kind: 'flat'; readonly curve: readonly CurveTerm[] }
  | { readonly kind: 'moved'; readonly j: number; readonly matrix: Rows }
  | {
      readonly kind: 'full-rank-curve';
      readonly curve: readonly CurveTerm[];
      readonly t: string;
      readonly ranks: readonly FullRank[];
    }
  | { readonly kind: 'critical-map'; readonly p: Rows; readonly pInverse: Rows }
  | {
      readonly kind: 'critical-values';
      readonly points: readonly { readonly S: readonly number[]; readonly W: readonly Rows[] }[];
    }
  | {
      readonly kind: 'parameterization';
      readonly p: Rows;
      readonly q: Rows;
      readonly pInverse: Rows;
      readonly qInverse: Rows;
      readonly gauges: readonly Rows[];
      readonly inverses: readonly Rows[];
      readonly Z: readonly Rows[];
    }
  | {
      readonly kind: 'gap';
      readonly t: string;
      readonly D: Texts;
      readonly L: Rows;
      readonly slack: PsdProof;
      readonly gap: string;
    }
  | { readonly kind: 'path-expansion' }
  | { readonly kind: 'bernoulli'; readonly rho: string; readonly joint: 'independent' | 'one-coin' };

/** A critical point, the evidence for its class, and how far it is at most (FORMAT.md, 4.2). */
export type NearCriticalPoint = {
  readonly W: readonly Rows[];
  readonly evidence: readonly Evidence[];
  readonly distance: string;
} & (
  | { readonly coordinates: null; readonly S: null; readonly vectors: null }
  | { readonly coordinates: EigenCoordinates; readonly S: readonly number[]; readonly vectors: Rows }
);

/** A polynomial in the entries of a perturbation (FORMAT.md, 4.5): `of` has an index for each factor. */
export type Polynomial = readonly { readonly c: string; readonly of: readonly number[] }[];

/** c·R′_kl = Σ q_ab·R′_ab (FORMAT.md, 4.5). */
export interface Domination {
  readonly row: number;
  readonly col: number;
  readonly common: Polynomial;
  readonly multipliers: readonly { readonly row: number; readonly col: number; readonly q: Polynomial }[];
}

export type LocalMinimumProof =
  | { readonly form: 'hessian'; readonly proof: PsdProof }
  | ({ readonly form: 'domination' } & Domination);

/** An invertible submatrix, with its inverse. */
export interface FullRank {
  readonly rows: readonly number[];
  readonly cols: readonly number[];
  readonly inverse: Rows;
}

export type EvidenceOf<K extends Evidence['kind']> = Extract<Evidence, { kind: K }>;

/** A column vector as a list of texts. */
export const texts = (column: Matrix): string[] => column.toRows().map((row) => row[0]!);
