import { describe, expect, test } from 'vitest';
import { readInstance } from '../../src/certificate/read.ts';
import { readNumber } from '../../src/certificate/read-matrix.ts';
import { instanceToJson } from '../../src/network/instance.ts';
import { certificateOf, points } from './examples.ts';

const good = { widths: [1, 2, 1], X: [[1, 2]], Y: [['1/2', '-3']], W: [[[1], [0]], [[2, '0.5']]] };
const text = (change: object = {}) => JSON.stringify({ ...good, ...change });

describe('numbers that are read exactly', () => {
  test.each([
    [3, '3'],
    [-7, '-7'],
    [123456789012345678901234567890n, '123456789012345678901234567890'],
    ['3', '3'],
    ['-0', '0'],
    ['2/4', '1/2'],
    ['-6/3', '-2'],
    ['0/5', '0'],
    ['0.125', '1/8'],
    ['-3e-2', '-3/100'],
    ['1.50E+1', '15'],
    ['0.1', '1/10'],
    ['0e7', '0'],
  ])('%s', (value, expected) => {
    expect(readNumber(value, '').toString()).toBe(expected);
  });
});

describe('what is not a number', () => {
  test.each([
    ['1/0', 'RANGE'],
    ['1/-2', 'NUMBER'],
    ['', 'NUMBER'],
    ['+1', 'NUMBER'],
    ['01', 'NUMBER'],
    ['.5', 'NUMBER'],
    ['5.', 'NUMBER'],
    ['1,5', 'NUMBER'],
    [' 1', 'NUMBER'],
    ['1e', 'NUMBER'],
    ['1/2e3', 'NUMBER'],
    ['0x10', 'NUMBER'],
    ['NaN', 'NUMBER'],
    ['Infinity', 'NUMBER'],
    [null, 'TYPE'],
    [true, 'TYPE'],
    [['1'], 'TYPE'],
    ['1e20001', 'LIMIT'],
    ['1e-20001', 'LIMIT'],
    ['1e999999999999999999999', 'LIMIT'],
    ['9'.repeat(20_001), 'LIMIT'],
    [`1/${'9'.repeat(20_001)}`, 'LIMIT'],
  ])('%s', (value, code) => {
    expect(() => readNumber(value, '/X/0/0')).toThrow(expect.objectContaining({ code, pointer: '/X/0/0' }));
  });

  test('too many digits in all', () => {
    const count = { digits: 8_000_000 };
    expect(() => readNumber(1, '/p', count)).toThrow(expect.objectContaining({ code: 'LIMIT', pointer: '/p' }));
  });
});

describe('instances that are read', () => {
  test('with all kinds of numbers', () => {
    const { id, instance } = readInstance(text({ id: 'a', loss: { kind: 'square' } }));
    expect(id).toBe('a');
    expect(instanceToJson(instance)).toEqual({
      widths: [1, 2, 1],
      X: [['1', '2']],
      Y: [['1/2', '-3']],
      W: [[['1'], ['0']], [['2', '1/2']]],
      loss: { kind: 'square' },
    });
  });

  test('without an id, or with a number for one', () => {
    expect(readInstance(text()).id).toBeNull();
    expect(readInstance(text({ id: 4 })).id).toBe(4);
    expect(readInstance(text({ id: 0 }).replace('"id":0', `"id":1${'0'.repeat(30)}`)).id).toBe(`1${'0'.repeat(30)}`);
  });

  test.each(points)('from a whole certificate: %s', (_name, _verdict, instance) => {
    const read = readInstance(JSON.stringify(certificateOf(instance)));
    expect(instanceToJson(read.instance)).toEqual(instanceToJson(instance));
  });

  test('with no samples and no inputs', () => {
    const { instance } = readInstance('{"widths":[0,1],"X":[],"Y":[[1,2]],"W":[[[]]]}');
    expect(instance.X.shape).toBe('0 × 2');
  });
});

describe('instances that are not read', () => {
  test('the hint for a loss is about the loss', () => {
    expect(() => readInstance(text({ loss: 'square' }))).toThrow('the loss is {"kind":"square"}');
  });

  test.each([
    ['text that is no JSON', '{"widths":', 'JSON', '/widths'],
    ['nothing', '', 'JSON', ''],
    ['bytes after the end', `${text()} x`, 'JSON', ''],
    ['a key that occurs twice', '{"widths":[1,1],"widths":[1,1]}', 'DUPLICATE_KEY', '/widths'],
    ['a list', '[1]', 'TYPE', ''],
    ['an unknown field', text({ weights: [] }), 'UNKNOWN_FIELD', '/weights'],
    ['a missing field', '{"widths":[1,1],"X":[[1]],"Y":[[1]]}', 'MISSING_FIELD', ''],
    ['an id that is a list', text({ id: [] }), 'TYPE', '/id'],
    ['one width', text({ widths: [1] }), 'SHAPE', '/widths'],
    ['a width as a string', text({ widths: ['1', 2, 1] }), 'TYPE', '/widths/0'],
    ['a negative width', text({ widths: [1, -2, 1] }), 'RANGE', '/widths/1'],
    ['a width above the limit', text({ widths: [1, 513, 1] }), 'LIMIT', '/widths/1'],
    ['too many layers', text({ widths: Array(66).fill(1) }), 'LIMIT', '/widths'],
    ['too many samples', text({ X: [Array(100_001).fill(0)] }), 'LIMIT', '/X/0'],
    [
      'X with too many rows',
      text({
        X: [
          [1, 2],
          [3, 4],
        ],
      }),
      'SHAPE',
      '/X',
    ],
    ['Y with too few samples', text({ Y: [[1]] }), 'SHAPE', '/Y/0'],
    ['W with a layer too few', text({ W: [[[1], [0]]] }), 'SHAPE', '/W'],
    ['a weight matrix of another shape', text({ W: [[[1, 0]], [[2, 1]]] }), 'SHAPE', '/W/0'],
    ['a row that is no list', text({ X: ['12'] }), 'TYPE', '/X/0'],
    ['a fraction as a JSON number', '{"widths":[1,1],"X":[[0.5]],"Y":[[1]],"W":[[[1]]]}', 'NUMBER', '/X/0/0'],
    ['a word for a number', text({ Y: [['1', 'two']] }), 'NUMBER', '/Y/0/1'],
    ['an unknown loss', text({ loss: { kind: 'huber' } }), 'ENUM', '/loss/kind'],
    ['another loss, with its parameter', text({ loss: { kind: 'huber', delta: '1' } }), 'ENUM', '/loss/kind'],
    ['a loss that is a word', text({ loss: 'square' }), 'TYPE', '/loss'],
    ['a loss that is null', text({ loss: null }), 'TYPE', '/loss'],
    ['a loss with a field too many', text({ loss: { kind: 'square', weight: 1 } }), 'UNKNOWN_FIELD', '/loss/weight'],
    [
      'a wrong number in a certificate',
      JSON.stringify({ format: 'depthcert/1', instance: { ...good, X: [['a', 1]] } }),
      'NUMBER',
      '/instance/X/0/0',
    ],
    [
      'a certificate with another loss',
      JSON.stringify({ format: 'depthcert/1', instance: { ...good, loss: { kind: 'quartic' } } }),
      'ENUM',
      '/instance/loss/kind',
    ],
    [
      'a certificate with another loss and its weights',
      JSON.stringify({ format: 'depthcert/1', instance: { ...good, loss: { kind: 'weighted-square', weights: [] } } }),
      'ENUM',
      '/instance/loss/kind',
    ],
    ['another format', JSON.stringify({ format: 'depthcert/2', instance: good }), 'VERSION', '/format'],
    ['a format that is no text', JSON.stringify({ format: null, instance: good }), 'VERSION', '/format'],
    [
      'a certificate with an unknown field',
      JSON.stringify({ format: 'depthcert/1', instance: good, 'a/b': 1 }),
      'UNKNOWN_FIELD',
      '/a~1b',
    ],
  ])('%s', (_, document, code, pointer) => {
    expect(() => readInstance(document)).toThrow(expect.objectContaining({ code, pointer }));
  });

  test('a matrix that its common denominator makes too large', () => {
    const primes = [...Array(200).keys()].map((k) => `1/1${'0'.repeat(15_000)}${1000 + k}`);
    const document = text({ widths: [1, 1], X: [primes], Y: [primes], W: [[[1]]] });
    expect(() => readInstance(document)).toThrow(expect.objectContaining({ code: 'LIMIT', pointer: '/X' }));
  });
});

describe('JSON numbers that are no integers, as doubles', () => {
  const read = (change: object) => readInstance(text(change), { doubles: true });

  test('exactly, beside exact decimals', () => {
    const { instance } = read({ Y: [[0.1, '0.1']], X: [[1e22, 2 ** -60]] });
    expect(instance.Y.toRows()).toEqual([['3602879701896397/36028797018963968', '1/10']]);
    expect(instance.X.toRows()).toEqual([['10000000000000000000000', '1/1152921504606846976']]);
  });

  test.each([
    [{ widths: [1, 2.5, 1] }, 'TYPE', '/widths/1'],
    [{ id: 1.5 }, 'TYPE', '/id'],
    [{ id: 1e300 }, 'TYPE', '/id'],
  ])('%j', (change, code, pointer) => {
    expect(() => read(change)).toThrow(expect.objectContaining({ code, pointer }));
  });

  test('beyond the range of doubles', () => {
    const far = text({ Y: [[0, 7]] }).replace('[0,7]', '[0,1e400]');
    expect(() => readInstance(far, { doubles: true })).toThrow(
      expect.objectContaining({ code: 'NUMBER', pointer: '/Y/0/1', message: expect.stringContaining('as strings') }),
    );
  });

  test('are not read unless asked for', () => {
    expect(() => readInstance(text({ Y: [[0.5, 1]] }))).toThrow(
      expect.objectContaining({ code: 'NUMBER', pointer: '/Y/0/0' }),
    );
  });
});
