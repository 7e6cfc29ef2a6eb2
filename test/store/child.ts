/**
 * Does one thing with a store as another user would, and prints what came of it as JSON:
 * `node child.ts UID ACTION PLACE PATH [BYTES or FILE]`. UID 0 stays who it is.
 */
import { text } from 'node:stream/consumers';
import { UserError } from '../../src/base/error.ts';
import { openStore } from '../../src/store/open.ts';

const [uid = '0', action, place = '', path = '', body = '5'] = process.argv.slice(2);
if (uid !== '0') process.setuid?.(Number(uid));
try {
  console.log(JSON.stringify({ result: await act() }));
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.log(JSON.stringify({ message: error.message, hint: error.hint }));
}

async function act() {
  const store = openStore(place);
  if (action === 'list') {
    const paths: string[] = [];
    for await (const object of store.list(path)) paths.push(object.path);
    return paths;
  }
  if (action === 'head') return (await store.head(path))?.size;
  if (action === 'read') return text(await store.read(path));
  if (action === 'write') return (await store.write(path, Buffer.alloc(Number(body)))).size;
  if (action === 'write-file') return (await store.write(path, { file: body })).size;
  if (action === 'delete') return store.delete(path);
  throw new Error(`No such action: ${action}`);
}
