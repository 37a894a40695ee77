/* The class of points of deep linear networks by the exact inertia of the Hessian, in PARI/GP. The caller defines LEAST, the
   CPU milliseconds that an instance is repeated for, as the clock counts whole ones, and gives run() a vector of points
   [widths, X, Y, [W_1, ...]], written by bench/text.ts. For each point a line "index class rank positive negative zero
   milliseconds way", as from the FLINT program. */

install("FpM_red", "GG");
install("FpM_mul", "GGG");
install("FpM_gauss", "GGG");
install("FpM_indexrank", "GG");

P = precprime(2^62);
Q = precprime(P - 1);

/* A primitive integer matrix and the positive number that was taken out. */
primitive(m) = my(c = content(m)); if(c == 0, [m, 0], [m/c, c]);

/* The Hessian times a positive number. Block (i,j), i >= j, at ((a,b),(c,e)): x_ac y_be, and for i > j also u_ae v_bc. */
hessian(H, W, A, B, S, G) =
{ my(parts = List(), common = 0, at = 0, rows = vector(H, i, vector(H)));
  for(i = 1, H,
    my(inner = matid(#W[i]), AS = A[i]*S, BG = B[i+1]~*G);
    forstep(j = i, 1, -1,
      my(x = primitive(B[i+1]~*B[j+1]), y = primitive(AS*A[j]~), u, v);
      if(i > j, u = primitive(BG*A[j]~); v = primitive(inner), u = [0, 0]; v = [0, 0]);
      my(f = x[2]*y[2], g = u[2]*v[2]);
      listput(parts, [i, j, x[1], y[1], f, u[1], v[1], g]);
      common = gcd(common, gcd(f, g));
      if(j < i, inner = inner*W[j])));
  if(common == 0, common = 1);
  for(k = 1, #parts,
    my([i, j, x, y, f, u, v, g] = parts[k], block);
    x *= f/common;
    if(g == 0,
      block = matconcat(matrix(matsize(x)[1], #x, a, c, x[a,c]*y)),
      u *= g/common;
      block = matconcat(matrix(matsize(x)[1], #x, a, c, x[a,c]*y + v[,c]*u[a,])));
    rows[i][j] = block; rows[j][i] = block~);
  matconcat(matrix(H, H, i, j, rows[i][j]));
}

/* Positive and negative eigenvalues of an invertible symmetric integer matrix: elimination of rows, each divided by its content.
   Rows are multiplied by positive numbers only, so that the signs of the pivots are those of D in LDL^T; where the diagonal
   vanishes, a pivot [0, b; b, 0] counts one of each. */
signature(s) =
{ my(m = vector(#s, i, s[i,]), plus = 0, minus = 0);
  while(#m,
    my(n = #m, k = 0, q = 0);
    for(i = 1, n, if(m[i][i], k = i; break));
    if(k,
      if(k > 1, my(r = m[1]); m[1] = m[k]; m[k] = r; for(i = 1, n, my(x = m[i][1]); m[i][1] = m[i][k]; m[i][k] = x));
      my(row = m[1], p = row[1], sgn = sign(p));
      if(sgn > 0, plus++, minus++);
      row = row[2..n]; p = abs(p);
      m = vector(n-1, i,
        my(x = m[i+1][1], y = m[i+1][2..n], g, c);
        if(x,
          g = gcd(x, p); y = (p/g)*y - (sgn*x/g)*row; c = content(y);
          if(c > 1, y/c, y), y)),
    /* else */
      for(j = 2, n, if(m[1][j], q = j; break));
      if(!q, error("singular"));
      if(q > 2, my(r = m[2]); m[2] = m[q]; m[q] = r; for(i = 1, n, my(x = m[i][2]); m[i][2] = m[i][q]; m[i][q] = x));
      plus++; minus++;
      my(b1 = m[1][2], b2 = m[2][1], first = m[1][3..n], second = m[2][3..n]);
      m = vector(n-2, i,
        my(x = m[i+2][1]/b2, y = m[i+2][2]/b1, row = m[i+2][3..n], c);
        if(x || y, row -= y*first + x*second; c = content(row); if(c && c != 1, row/c, row), row))));
  [plus, minus];
}

/* x with core*x = rest over Q, as [d*x, d]: d from one combination of the columns, x modulo P. To be checked. */
quotient(core, rest) =
{ my(d = denominator(matsolve(core, rest*vectorv(#rest, i, random(2^20)))), x = FpM_gauss(FpM_red(core, P), FpM_red(rest, P), P));
  [centerlift(FpM_red(d*x, P)*Mod(1, P)), d];
}

/* [positive, negative, zero]: pivots modulo a prime, and the kernel that they promise, proved: h times it vanishes modulo P by
   construction, modulo Q by multiplication, and is smaller than P*Q. Otherwise over Q. */
inertia(h) =
{ my(n = #h, p = if(h, FpM_indexrank(FpM_red(h, P), P)[2], []), q = setminus([1..n], Set(p)), r = #p);
  if(r == 0, return([0, 0, n]));
  my(core = matrix(r, r, i, j, h[p[i],p[j]]), s);
  if(r < n,
    my(rest = vecextract(h, q), across = vecextract(h, p), [x, d] = quotient(core, vecextract(rest, p, "..")));
    my(size = (r + 1)*max(vecmax(h), -vecmin(h))*max(d, max(vecmax(x), -vecmin(x))));
    if(size >= P*Q || FpM_mul(FpM_red(across, Q), FpM_red(x, Q), Q) != FpM_red(d*rest, Q),
      x = matsolve(core, vecextract(rest, p, "..")); d = denominator(x);
      if(across*(d*x) != d*rest, error("the rank modulo a prime is too small"))));
  s = signature(core);
  [s[1], s[2], n - r];
}

classify(w) =
{ my([widths, X, Y, W] = w, H = #W, A = vector(H+1), B = vector(H+1), S = X*X~, G, critical = 1);
  A[1] = matid(widths[1]); for(i = 1, H, A[i+1] = W[i]*A[i]);
  B[H+1] = matid(widths[H+1]); forstep(i = H, 1, -1, B[i] = B[i+1]*W[i]);
  G = A[H+1]*S - Y*X~;
  my(rank = matrank(A[H+1]));
  for(i = 1, H, if(B[i+1]~*G*A[i]~, critical = 0; break));
  if(!critical, return(["not-critical", rank, [0, 0, 0]]));
  if(!G, return(["global-minimizer", rank, [0, 0, 0]]));
  my(found = inertia(hessian(H, W, A, B, S, G)));
  [if(found[2], "strict-saddle", if(rank < vecmin(widths), "non-strict-saddle", "global-minimizer")), rank, found];
}

run(points) =
{ for(k = 1, #points,
    my(times = 1, spent, found);
    while(1,
      gettime();
      for(t = 1, times, found = classify(points[k]));
      spent = gettime();
      if(spent >= LEAST, break);
      times = max(2*times, if(spent, ceil(1.2*times*LEAST/spent), 0)));
    print(k-1, " ", found[1], " ", found[2], " ", found[3][1], " ", found[3][2], " ", found[3][3], " ", 1.*spent/times, " -"));
}
