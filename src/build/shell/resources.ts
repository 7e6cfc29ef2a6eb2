import { readFile, writeFile } from 'node:fs/promises';
import { UserError } from '../../base/error.ts';
import { processImage } from '../../image/process.ts';
import { imageStepsSchema } from '../../image/steps.ts';

/** What Windows shows of an executable: its icon, and the details in its properties. */
export interface Resources {
  /** A PNG (or another picture) or ICO file, and what messages call it. */
  icon?: { file: string; name: string };
  name: string;
  title: string;
  version: string;
  company?: string;
  copyright?: string;
}

/** Pixels a side: what Windows asks for, from lists to the largest view. */
const ICON_SIZES = [16, 24, 32, 48, 64, 128, 256];

const US_ENGLISH = 1033;
const UNICODE = 1200;

/**
 * Writes a copy of a Windows shell with the icon and version information set. This comes before
 * the payload is appended: a PE editor may drop what stands behind the executable.
 * Throws a `UserError` for an icon that is no picture.
 */
export async function setResources(shell: string, out: string, resources: Resources): Promise<void> {
  const { NtExecutable, NtExecutableResource, Resource } = await import('resedit');
  // Stock Node is signed; the signature covers bytes that change here, so it is left out.
  const executable = NtExecutable.from(await readFile(shell), { ignoreCert: true });
  const entries = NtExecutableResource.from(executable);

  const [info] = Resource.VersionInfo.fromEntries(entries.entries);
  if (!info) throw new Error('the Windows shell has no version information');
  const numbers = versionNumbers(resources.version);
  const language = { lang: US_ENGLISH, codepage: UNICODE };
  for (const other of info.getAllLanguagesForStringValues()) info.removeAllStringValues(other);
  info.setFileVersion(...numbers, US_ENGLISH);
  info.setProductVersion(...numbers, US_ENGLISH);
  info.setStringValues(language, {
    ProductName: resources.title,
    FileDescription: resources.title,
    ProductVersion: resources.version,
    FileVersion: resources.version,
    InternalName: resources.name,
    OriginalFilename: `${resources.name}.exe`,
    ...(resources.company === undefined ? {} : { CompanyName: resources.company }),
    ...(resources.copyright === undefined ? {} : { LegalCopyright: resources.copyright }),
  });
  info.outputToResourceEntries(entries.entries);

  if (resources.icon) {
    const [group] = Resource.IconGroupEntry.fromEntries(entries.entries);
    Resource.IconGroupEntry.replaceIconsForResource(
      entries.entries,
      group?.id ?? 1,
      group?.lang ?? US_ENGLISH,
      await iconImages(resources.icon),
    );
  }
  entries.outputResource(executable);
  await writeFile(out, Buffer.from(executable.generate()), { mode: 0o755 });
}

/** `1.2.3-beta` is 1.2.3.0; Windows wants four 16-bit numbers, and gets zeros where there are none. */
function versionNumbers(version: string): [number, number, number, number] {
  const found = /^(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:\.(\d+))?(?![\da-f])/.exec(version) ?? [];
  const at = (index: number) => Math.min(Number(found[index] ?? 0), 0xffff);
  return [at(1), at(2), at(3), at(4)];
}

async function iconImages({ file, name }: { file: string; name: string }) {
  const { Data } = await import('resedit');
  if (/\.ico$/i.test(name)) {
    try {
      return Data.IconFile.from(await readFile(file)).icons.map(({ data }) => data);
    } catch (error) {
      throw new UserError(`The icon ${name} is no ICO file.`, {
        hint: 'Give a PNG, or an ICO that opens in a picture viewer.',
        cause: error,
      });
    }
  }
  return Promise.all(
    ICON_SIZES.map(async (size) => {
      const steps = imageStepsSchema.parse([
        { resize: { width: size, height: size, fit: 'contain', enlarge: true } },
        { encode: { format: 'png' } },
      ]);
      const { outputs } = await processImage(file, { steps }, { name });
      return Data.RawIconItem.from(outputs[0].data, size, size, 32);
    }),
  );
}
