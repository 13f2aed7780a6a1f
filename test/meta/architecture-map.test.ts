import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { drawFolderMap, MAP_DOCUMENT, readFolderImports, replaceMap } from '../../tools/folder-map.js';

it('draws the imports of the code in ARCHITECTURE.md: `npm run map -- --write` updates it', async () => {
  const document = await readFile(MAP_DOCUMENT, 'utf8');
  expect(document).toBe(replaceMap(document, drawFolderMap(await readFolderImports())));
});
