/** A store that cannot be used as asked. `message` names the place and says what to do about it. */
export class StoreRefused extends Error {
  override readonly name = 'StoreRefused';
}
