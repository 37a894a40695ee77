/** A function of immutable objects that is computed once for each of them, as long as it lives. */
export function remembered<K extends object, V>(compute: (of: K) => V): (of: K) => V {
  const known = new WeakMap<K, { readonly value: V }>();
  return (of) => {
    let found = known.get(of);
    if (!found) {
      found = { value: compute(of) };
      known.set(of, found);
    }
    return found.value;
  };
}
