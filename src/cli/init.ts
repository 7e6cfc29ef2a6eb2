import { access, mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { codeOf, UserError } from '../base/error.ts';
import { toSafeName } from '../base/names.ts';

/**
 * `holdall init [DIR]`: a small working spec with sample data. Writes nothing when one of the files
 * is there already.
 */
export async function initCommand(dir: string): Promise<number> {
  const name = toSafeName(basename(resolve(dir)).toLowerCase().replaceAll(' ', '-')) || 'sample';
  const files = sampleFiles(name);
  for (const path of Object.keys(files)) await refuseExisting(join(dir, path));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), text, { flag: 'wx' });
    console.log(`wrote ${join(dir, path)}`);
  }
  console.log(`Next: holdall build ${relative('.', join(dir, 'spec.json'))}`);
  return 0;
}

async function refuseExisting(file: string): Promise<void> {
  try {
    await access(file);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw new UserError(`${file} cannot be written: ${dirname(file)} is no folder that can be used.`, {
      cause: error,
      exitCode: 2,
    });
  }
  throw new UserError(`${file} is there already.`, {
    hint: 'Name an empty folder, or remove the file.',
    exitCode: 2,
  });
}

function sampleFiles(name: string): Record<string, string> {
  return {
    'spec.json': `{
  // What to build. Comments are fine; "holdall check spec.json" finds mistakes.
  "name": "${name}",
  "title": "My first executable",
  "images": {
    "pictures": {
      "from": "pictures/*.svg",
      "steps": [{ "resize": { "width": 800 } }, { "encode": { "format": "webp", "quality": 82 } }],
    },
  },
  "tables": { "planets": { "from": "planets.csv" } },
  "files": { "notes": { "from": "notes/*" } },
}
`,
    'planets.csv': `planet,diameter_km,moons,year_days,rings
Mercury,4879,0,87.97,false
Venus,12104,0,224.7,false
Earth,12756,1,365.26,false
Mars,6792,2,686.98,false
Jupiter,142984,95,4332.59,true
Saturn,120536,146,10759.22,true
Uranus,51118,28,30688.5,true
Neptune,49528,16,60182,true
`,
    'pictures/saturn.svg': planet('#e8c887', '#c79f5b', true),
    'pictures/neptune.svg': planet('#5b8def', '#3562c4', false),
    'notes/readme.txt': 'Files are packed as they are.\n',
  };
}

function planet(light: string, dark: string, ring: boolean): string {
  const band = ring
    ? `<ellipse cx="400" cy="300" rx="290" ry="70" fill="none" stroke="${light}" stroke-opacity=".7" stroke-width="22" transform="rotate(-18 400 300)"/>`
    : '';
  return `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600" viewBox="0 0 800 600">
<defs><radialGradient id="g" cx=".35" cy=".3"><stop offset="0" stop-color="${light}"/><stop offset="1" stop-color="${dark}"/></radialGradient></defs>
<rect width="800" height="600" fill="#101726"/>
<circle cx="120" cy="90" r="2" fill="#fff"/><circle cx="660" cy="140" r="3" fill="#fff"/><circle cx="560" cy="520" r="2" fill="#fff"/><circle cx="210" cy="480" r="3" fill="#fff"/>
<circle cx="400" cy="300" r="170" fill="url(#g)"/>
${band}
</svg>
`;
}
