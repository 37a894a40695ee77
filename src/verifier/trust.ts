/** What is believed without being recomputed; everything else in this folder is arithmetic. */
export interface Lemma {
  readonly id: string;
  /** The kinds of evidence, the statements, and the losses, whose meaning rests on it. */
  readonly usedBy: readonly string[];
  readonly source: string;
  readonly statement: string;
}

// biome-ignore format: a table
export const LEMMAS: readonly Lemma[] = [
  { id: 'rank-factorization', usedBy: ['rank', 'least-squares'], source: 'Horn, Johnson: Matrix Analysis, 2nd ed. 2013, 0.4.5 and 0.4.6 (skeleton, or CUR, factorization)',
    statement: 'If Z·N[I,J] = 1 (r × r) and N = N[:,J]·Z·N[I,:], then rank N = r: a nonsingular r × r minor, and a factorization through width r.' },
  { id: 'rank-modulo-primes', usedBy: ['rank modulo primes', 'leading', 'square-completion'], source: 'Hadamard 1893; Horn, Johnson: Matrix Analysis, 2nd ed. 2013, Corollary 7.8.3',
    statement: 'An integer that is not 0 modulo a prime is not 0, and one that is 0 modulo primes whose product exceeds its absolute value is 0. A minor is at most the product of the lengths of its rows, or of its columns.' },
  { id: 'normal-equations', usedBy: ['least-squares'], source: 'Penrose: On best approximate solutions of linear matrix equations, 1956',
    statement: 'If X = EX̃ and X̃ has full row rank, then X̃ᵀ(X̃X̃ᵀ)⁻¹X̃ projects orthogonally onto the rows of X, and Σ = YPYᵀ does not depend on the choice of X̃.' },
  { id: 'distinct-eigenvalues', usedBy: ['distinct-spectrum'], source: 'Horn, Johnson: Matrix Analysis, 2nd ed. 2013, Lemma 1.3.8; Lang: Algebra, 3rd ed. 2002, IV, Prop. 1.11',
    statement: 'n nonzero eigenvectors for n different numbers, or a·p + b·p′ = 1 for the characteristic polynomial p, show that all n eigenvalues are different.' },
  { id: 'second-order-necessary', usedBy: ['negative-curvature'], source: 'Nocedal, Wright: Numerical Optimization, 2nd ed. 2006, Theorem 2.3; Rayleigh quotient',
    statement: 'If the gradient vanishes at a local minimum, D²L[V,V] ≥ 0 for every V. D²L[V,V] < 0 shows a negative eigenvalue of the Hessian.' },
  { id: 'leading-term', usedBy: ['descent-curve', 'ascent-curve', 'lift'], source: 'Taylor; Rudin: Principles of Mathematical Analysis, 3rd ed. 1976, Theorem 5.15 and the chain rule 9.15',
    statement: 'A polynomial c·t^p + O(t^{p+1}) has the sign of c for small t > 0. Along a curve W(t) with W(0) = W, p = 1 and c ≠ 0 exclude a zero gradient.' },
  { id: 'gershgorin', usedBy: ['psd', 'ky-fan', 'prefix', 'leading'], source: 'Gershgorin 1931; Horn, Johnson: Matrix Analysis, 2nd ed. 2013, Theorem 6.1.10',
    statement: 'A symmetric diagonally dominant matrix with non-negative diagonal is positive semidefinite.' },
  { id: 'convex-critical', usedBy: ['convexity', 'better-matrix', 'zhang-2019/full-rank'], source: 'Rockafellar: Convex Analysis, 1970, Theorem 25.1 and Section 27',
    statement: 'A point where the gradient of a convex differentiable function vanishes minimizes it over the whole space.' },
  { id: 'balanced', usedBy: ['zhu-2018/thm-regularized'], source: 'elementary; Zhu, Soudry, Eldar, Wakin 2018',
    statement: 'The regularizer (μ/4)‖D‖² is nowhere negative, so where D = 0 a global minimizer of f is one of the regularized loss.' },
  { id: 'weak-duality', usedBy: ['gap'], source: 'Fan 1949; Overton, Womersley: On the sum of the largest eigenvalues of a symmetric matrix, 1992',
    statement: 'If tI + Z ⪰ Σ and Z ⪰ 0, then tr PΣ ≤ d·t + tr Z for every orthogonal projection P of rank d, so no R of rank ≤ d has ½‖RX−Y‖² below ½(‖Y‖² − d·t − tr Z).' },
  { id: 'ky-fan', usedBy: ['ky-fan', 'leading', 'achour-2021/implicit-regularization'], source: 'Fan 1949; Eckart, Young 1936; Horn, Johnson: Matrix Analysis, 2nd ed. 2013, Corollary 4.3.39',
    statement: 'The largest value of tr PΣ over orthogonal projections P of rank k is the sum of the k largest eigenvalues; hence no R of rank ≤ k has ½‖RX−Y‖² below ½(‖Y‖² − that sum).' },
  { id: 'rayleigh', usedBy: ['ky-fan', 'prefix', 'swap'], source: 'Horn, Johnson: Matrix Analysis, 2nd ed. 2013, Theorem 4.2.2; Topics in Matrix Analysis, 1991, Theorem 4.2.12',
    statement: 'Σ maps an invariant subspace and its orthogonal complement into themselves; on each, Rayleigh quotients lie between the least and the greatest eigenvalue. A⊗D − C⊗B ⪰ 0 with C, D positive definite orders the generalized eigenvalues.' },
  { id: 'leading', usedBy: ['leading'], source: 'elementary: certificates/FORMAT.md, section 4.6',
    statement: 'If RᵀG = 0 and GRᵀ = 0, Σ maps col R and its complement into themselves, is RΣ_XXRᵀ on the one and GΣ_XX⁺Gᵀ on the other, and L = ½(‖Y‖² − tr PΣ), P the projection on col R. If t·Σ_XX − GᵀG ⪰ 0, GΣ_XX⁺Gᵀ ⪯ t.' },
  { id: 'square-completion', usedBy: ['square-completion'], source: 'elementary, by the Cauchy–Schwarz inequality: docs/square-completion.md',
    statement: 'At a critical point where some t has RΣ_XXRᵀ ⪰ t on col R and t·Σ_XX ⪰ GᵀG, and where each pivot has B_iᵀGA_{j−1}ᵀ = 0 or rank W_{i−1}⋯W_{j+1} = rank R, D²L[V,V] is at least a square for every V: the Hessian is positive semidefinite.' },
  { id: 'submultiplicative', usedBy: ['lift', 'point-lift'], source: 'Cauchy–Schwarz; Horn, Johnson: Matrix Analysis, 2nd ed. 2013, 5.6.P3',
    statement: '‖CA‖ ≤ ‖C‖‖A‖ in the Frobenius norm: the distance bound of a lift.' },
  { id: 'critical-map', usedBy: ['critical-map', 'achour-2021/thm-classification', 'achour-2021/critical-map~any-point', 'achour-2021/parameterization~any-point'], source: 'Achour, Malgouyres, Gerchinovitz 2024, first-order critical points; Baldi, Hornik 1989, Fact 4; Horn, Johnson: Matrix Analysis, 2nd ed. 2013, Theorem 1.3.12',
    statement: 'Where the gradient vanishes, Σ_XX is invertible and Σ has different eigenvalues, col R is spanned by eigenvectors of Σ, and R = U_SU_SᵀM for one set S of rank R eigenvalues.' },
  { id: 'shallow-descent', usedBy: ['lu-kawaguchi-2017/thm-2.1', 'lu-kawaguchi-2017/thm-2.2', 'lu-kawaguchi-2017/thm-2.3'], source: 'elementary; compare Lu, Kawaguchi 2017, Theorems 2.1 and 2.2',
    statement: 'R(t) along a curve of layers keeps rank ≤ d, so a descent curve of L descends in the rank-constrained problem. If f(R) is not the least value there and rank R < k, R is no local minimum among rank ≤ k: R − t·uvᵀ with uᵀGv > 0.' },
  { id: 'minors-are-polynomials', usedBy: ['full-rank-curve'], source: 'elementary',
    statement: 'Along W + tV each minor of a partial product is a polynomial in t. If one of full size is not 0 at some t, it is 0 at finitely many t only: the products have full rank at W + tV for all small t > 0.' },
  { id: 'dominated-entry', usedBy: ['domination', 'local-minimum domination'], source: 'elementary: polynomials are continuous',
    statement: 'If c·R′_kl = Σ q_ab·R′_ab for all perturbations, c = 1 and q_ab = 0 at none, then |R′_kl| ≤ η·Σ|R′_ab| near the point, with η as small as one likes.' },
  { id: 'factors-of-constants', usedBy: ['lu-kawaguchi-2017/flat~full-rank-too'], source: 'Lang: Algebra, 3rd ed. 2002, IV, §1 (degrees add)',
    statement: 'If a product of polynomials in t is a constant other than 0, each factor is constant.' },
  { id: 'nondegenerate-orbit', usedBy: ['local-minimum hessian'], source: 'Bott: Nondegenerate critical manifolds, 1954; the action of an invertible T near 1 is transverse to any complement of the kernel',
    statement: 'If a Hessian is positive semidefinite, and its kernel has the dimension of a manifold of points with the same loss, every loss near the point is at least as large.' },
  { id: 'continuous-products', usedBy: ['local-minimum'], source: 'elementary',
    statement: 'Layers near W_1, …, W_H have products near A_j and B_j: where (B_j, A_j) is a local minimum of the two-layer network, W is one of the deep network.' },
  { id: 'uncorrelated', usedBy: ['kawaguchi-2016/cor-2.4~uncorrelated'], source: 'elementary',
    statement: 'If Σ_XY = 0, a critical point has 0 = ⟨W_H, ∇_{W_H}L⟩ = ‖RX‖², so RX = 0 and G = 0: no critical point is a saddle.' },
  { id: 'outward-rounding', usedBy: ['log-cosh', 'pseudo-huber', 'logistic'], source: 'Moore, Kearfott, Cloud: Introduction to Interval Analysis, 2009, Theorem 5.1; Taylor and Leibniz: Rudin: Principles of Mathematical Analysis, 3rd ed. 1976, Theorems 3.43 and 5.15',
    statement: 'If each operation returns an interval that contains its true value, so does their composition. exp(y), −1 ≤ y ≤ 0, and artanh t, 0 ≤ t ≤ ½, differ from a partial sum of their series by at most its last term, of the second one to one side only.' },
  { id: 'eigenbasis', usedBy: ['coordinates'], source: 'Horn, Johnson: Matrix Analysis, 2nd ed. 2013, Theorem 2.5.6; Descartes; Basu, Pollack, Roy: Algorithms in Real Algebraic Geometry, 2nd ed. 2006, Section 2.2.1',
    statement: 'A symmetric Σ has an orthonormal basis of eigenvectors U; in it, UᵀΣU = diag(λ). A polynomial whose roots are all real has as many positive ones, counted with multiplicity, as its coefficients have changes of sign.' },
  { id: 'vertices', usedBy: ['coordinates'], source: 'elementary; Rockafellar: Convex Analysis, 1970, Section 2',
    statement: 'The box lies in the simplex, so that λ is a convex combination of its vertices, and L, affine in λ, up to a constant one of their losses. An equality or a strict inequality that is linear in L, a semidefinite Hessian, a minimizer, or an N with ‖NZ − 1‖∞ < 1, which is invertible (Horn, Johnson, Corollary 5.6.16), at every vertex: then at λ, too.' },
  { id: 'eigenvector-perturbation', usedBy: ['frame'], source: 'Parlett: The Symmetric Eigenvalue Problem, 1998, Sections 4.5 and 11.7',
    statement: 'For a unit vector x with Rayleigh quotient ρ, the sine of its angle to an eigenvector u is at most ‖Σx − ρx‖ over the distance of ρ from the other eigenvalues. With a non-negative cosine, ‖x − u‖ is at most √2 times the sine.' },
  { id: 'constant-hessian', usedBy: ['kawaguchi-2016/thm-2.3-i~one-layer'], source: 'Boyd, Vandenberghe: Convex Optimization, 2004, Section 3.1.4',
    statement: 'With one layer and a loss quadratic in R, L is a quadratic polynomial of W: one Hessian decides convexity.' },
];

/** The ids of the lemmas behind these kinds of evidence and statements. */
export const lemmasFor = (used: readonly string[]): string[] =>
  LEMMAS.filter((lemma) => lemma.usedBy.some((user) => used.includes(user))).map((lemma) => lemma.id);
