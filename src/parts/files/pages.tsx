import type { Reader } from '../../language/reader.ts';
import { allFiles, type FileSet, nameOf, totalSize } from './sets.ts';

/** Every file of every set, to download. */
export function FilesPage({ sets, reader }: { sets: FileSet[]; reader: Reader }) {
  const text = reader.text.files;
  return (
    <>
      <div class="heading">
        <h1>{text.title}</h1>
      </div>
      {sets.map((set) => (
        <section key={set.name} id={`set-${set.name}`} aria-labelledby={`title-${set.name}`}>
          <div class="heading">
            <h2 id={`title-${set.name}`}>{set.name}</h2>
            <p>{summaryOf(set.files, reader)}</p>
          </div>
          <ul class="list">
            {set.files.map((file) => (
              <li key={file.path}>
                <a href={file.address} download={nameOf(file.path)}>
                  <FilePath path={file.path} />
                </a>
                <span class="size">{reader.bytes(file.size)}</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

/** The first files, for the app's first page. */
export function FilesPreview({ sets, reader }: { sets: FileSet[]; reader: Reader }) {
  return (
    <ul class="lines">
      {allFiles(sets)
        .slice(0, 4)
        .map((file) => (
          <li key={file.address}>
            <span>{nameOf(file.path)}</span>
            <span class="size">{reader.bytes(file.size)}</span>
          </li>
        ))}
    </ul>
  );
}

/** `12 files, 3.4 MB`. */
export function summaryOf(files: FileSet['files'], { text, count, bytes }: Reader): string {
  return text.files.summary(count(files.length, text.files.file), bytes(totalSize(files)));
}

/** A path whose folders step back behind the name. */
function FilePath({ path }: { path: string }) {
  const name = nameOf(path);
  const folders = path.slice(0, path.length - name.length);
  return (
    <>
      {folders && <span class="quiet">{folders}</span>}
      {name}
    </>
  );
}
