import { readFileSync } from 'node:fs';

/** The version in the package.json of this package, found from the sources as well as from dist/. */
export const VERSION: string = (() => {
  for (const up of ['../../', '../../../']) {
    try {
      const { name, version } = JSON.parse(readFileSync(new URL(`${up}package.json`, import.meta.url), 'utf8'));
      if (name === 'depthcert') return String(version);
    } catch {
      // not at this height
    }
  }
  throw new Error('the package.json of depthcert is missing');
})();
