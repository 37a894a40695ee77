import { describe, expect, test } from 'vitest';
import { decode } from '../../src/cli/certificate-files.ts';
import { Rational } from '../../src/exact/rational.ts';
import { instanceToJson } from '../../src/network/instance.ts';
import { readMatrix, readPoint } from '../../src/trained/input.ts';
import { Unreadable } from '../../src/trained/unreadable.ts';
import { Failure } from '../../src/verifier/result.ts';
import { header, npyBytes, npyOf } from './npy-bytes.ts';
import { zip } from './zip.ts';

const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const archive = (arrays: Record<string, Uint8Array>) =>
  zip(Object.entries(arrays).map(([name, data]) => ({ name: `${name}.npy`, data })));

// Widths 2-1-2, three samples.
const X = npyOf([
  [1, 0, 2],
  [0, 1, 0.5],
]);
const Y = npyOf([
  [3, 0, 0],
  [0, 1, 0],
]);
const W1 = npyOf([[0, 1]]);
const W2 = npyOf([[0], [0.25]]);
const expected = {
  widths: [2, 1, 2],
  X: [
    ['1', '0', '2'],
    ['0', '1', '1/2'],
  ],
  Y: [
    ['3', '0', '0'],
    ['0', '1', '0'],
  ],
  W: [[['0', '1']], [['0'], ['1/4']]],
};
const turned = (bytes: Uint8Array) => {
  const rows = (readMatrix(bytes, decode, 'refused') as string[][]).map((row) =>
    row.map((x) => Rational.parse(x).toDouble()),
  );
  return npyOf(rows[0]!.map((_, j) => rows.map((row) => row[j]!)));
};
const read = (bytes: Uint8Array, reading = {}) => instanceToJson(readPoint(bytes, decode, reading).instance);

describe('archives', () => {
  test.each<[string, Record<string, Uint8Array>]>([
    ['names of the documents', { X, Y, W1, W2 }],
    ['small letters, underscores, another order', { W_2: W2, y: Y, x: X, W_1: W1 }],
    ['layers from 0', { X, Y, layer0: W1, layer1: W2 }],
    ['a state of PyTorch', { X, Y, 'layers.0.weight': W1, 'layers.1.weight': W2 }],
  ])('%s', (_, arrays) => {
    expect(read(archive(arrays))).toMatchObject(expected);
  });

  test('ten layers are in the order of their numbers', () => {
    const layers = Object.fromEntries([10, 2, 3, 4, 5, 6, 7, 8, 9, 1].map((k) => [`W${k}`, npyOf([[k]])]));
    const one = npyOf([[1]]);
    expect(read(archive({ X: one, Y: one, ...layers })).W.map((w) => w[0]![0])).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
      '7',
      '8',
      '9',
      '10',
    ]);
  });

  test('samples in rows', () => {
    const [rowsX, rowsY] = [
      npyOf([
        [1, 0],
        [0, 1],
        [2, 0.5],
      ]),
      npyOf([
        [3, 0],
        [0, 1],
        [0, 0],
      ]),
    ];
    expect(read(archive({ X: rowsX, Y: rowsY, W1, W2 }), { samplesInRows: true })).toMatchObject(expected);
  });

  test.each([true, false])('one axis is one number for each sample, in rows: %s', (samplesInRows) => {
    const vector = npyBytes(header('|u1', [3]), [1, 2, 3]);
    const { X: x, Y: y } = read(archive({ X: vector, Y: vector, W1: npyOf([[1]]) }), { samplesInRows });
    expect([x, y]).toEqual([[['1', '2', '3']], [['1', '2', '3']]]);
  });

  test('data from elsewhere replace those of the archive', () => {
    const parts = { X: expected.X, Y: expected.Y };
    expect(read(archive({ W1, W2 }), { parts })).toMatchObject(expected);
  });
});

describe('JSON', () => {
  test.each<[string, object]>([
    ['without widths', { id: 'a', ...expected, widths: undefined }],
    [
      'with doubles',
      {
        widths: [2, 1, 2],
        X: [
          [1, 0, 2],
          [0, 1, 0.5],
        ],
        Y: expected.Y,
        W: [[[0, 1]], [[0], [0.25]]],
      },
    ],
  ])('%s', (_, document) => {
    expect(read(json(document))).toMatchObject(expected);
  });

  test('layers alone, with data from elsewhere', () => {
    const { X: x, Y: y, W } = expected;
    expect(read(json({ W }), { parts: { X: x, Y: y } })).toMatchObject(expected);
  });
});

describe('matrices', () => {
  test.each<[string, Uint8Array, unknown]>([
    ['.npy', W2, [['0'], ['1/4']]],
    ['CSV', new TextEncoder().encode('a,b\n0.1,2\n'), [['1/10', '2']]],
    ['JSON', json([[1], [2]]), [[1], [2]]],
  ])('%s', (_, bytes, rows) => {
    expect(readMatrix(bytes, decode, 'refused')).toEqual(rows);
  });
});

describe('what is no point is refused', () => {
  const failure = (run: () => unknown): string => {
    try {
      run();
    } catch (error) {
      if (error instanceof Unreadable) return `${error.place}: ${error.message}`;
      if (error instanceof Failure) return `${error.code} ${error.pointer}: ${error.message}`;
      throw error;
    }
    return 'nothing';
  };
  test.each<[string, Uint8Array, RegExp]>([
    ['a bias', archive({ X, Y, W1, W2, b1: W2 }), /^b1\.npy: b1 is neither.*no biases.*a row of ones/],
    ['a bias of PyTorch', archive({ X, Y, '0.weight': W1, '0.bias': W2 }), /^0\.bias\.npy: .*no biases/],
    ['another array', archive({ X, Y, W1, W2, epoch: W1 }), /^epoch\.npy: epoch is neither.*leave it out/],
    ['an array without a number', archive({ X, Y, W: W1 }), /^W\.npy: W is neither/],
    ['a missing layer', archive({ X, Y, W1, W3: W2 }), /^W3\.npy: layers are numbered/],
    ['layers from 2', archive({ X, Y, W2: W1, W3: W2 }), /^W2\.npy: layers are numbered/],
    ['the same number twice', archive({ X, Y, W1, W01: W2 }), /^W01\.npy: layers are numbered/],
    ['X twice', archive({ X, x: X, Y, W1 }), /^x\.npy: X is there twice/],
    ['no X', archive({ Y, W1, W2 }), /^MISSING_FIELD : no X in the file: .*--x FILE/],
    ['no layers', archive({ X, Y }), /^MISSING_FIELD : no W in the file/],
    [
      'a layer with one axis',
      archive({ X, Y, W1: npyBytes(header('|u1', [1]), [1]) }),
      /^W1\.npy: an array with 1 axes.*reshape/,
    ],
    [
      'data with three axes',
      archive({ X: npyBytes(header('|u1', [1, 1, 1]), [1]), Y, W1 }),
      /^X\.npy: an array with 3 axes/,
    ],
    ['one array', W1, /^: one array is no point.*--w W1\.npy/],
    ['samples in rows', archive({ X: turned(X), Y: turned(Y), W1, W2 }), /^SHAPE \/X: .*add --samples-in-rows$/],
    [
      'layers that do not fit',
      archive({ X, Y, W1, W2: npyOf([[1, 2]]) }),
      /^SHAPE \/Y: .*here: X 2 × 3, Y 2 × 3, W_1 1 × 2, W_2 1 × 2$/,
    ],
    [
      'layers that act on rows',
      archive({ X, Y, W1: turned(W1), W2: turned(W2) }),
      /^SHAPE \/X: .*transpose each of them$/,
    ],
    [
      'layers that act on rows, and samples in rows',
      archive({ X: turned(X), Y: turned(Y), W1: turned(W1), W2: turned(W2) }),
      /^SHAPE \/X: .*transpose each of them, and .*add --samples-in-rows$/,
    ],
    ['a layer without rows', archive({ X, Y, W1: npyBytes(header('<f8', [0, 2]), []), W2 }), /^SHAPE \/W: .*empty/],
    ['nothing', new Uint8Array(), /^: the file is empty/],
    ['a table', new TextEncoder().encode('1,2\n'), /^: neither an \.npz archive nor JSON.*--w/],
    ['bytes', Uint8Array.of(0x80, 4, 0xff), /^: neither text in UTF-8 nor a NumPy file/],
    ['NaN in JSON', new TextEncoder().encode('{"X":[[NaN]]}'), /^JSON \/X\/0\/0: .*NaN and infinity are no numbers/],
    ['a list', json([]), /^TYPE : expected an object/],
    ['an unknown field', json({ ...expected, b: 1 }), /^UNKNOWN_FIELD \/b/],
    [
      'a layer that is no matrix',
      json({ ...expected, widths: undefined, W: [1] }),
      /^SHAPE \/W: layers that do not say how wide/,
    ],
  ])('%s', (_, bytes, message) => {
    expect(failure(() => readPoint(bytes, decode))).toMatch(message);
  });

  test('an archive in place of a matrix', () => {
    expect(failure(() => readMatrix(archive({ X }), decode, 'row'))).toMatch(/an archive/);
  });

  test.each<[string, Uint8Array, RegExp]>([
    ['nothing', new Uint8Array(), /^: the file is empty/],
    ['a point', json(expected), /^: a JSON object, and a matrix is a list of rows/],
    ['bytes', Uint8Array.of(0x80, 4, 0xff), /^: neither text/],
  ])('%s in place of a matrix', (_, bytes, message) => {
    expect(failure(() => readMatrix(bytes, decode, 'row'))).toMatch(message);
  });
});
