/** What is inside an executable: the payload's first file, `manifest.json`. */
export interface Manifest {
  name: string;
  title: string;
  version: string;
  target: string;
  /** The hash that two builds share exactly when what they pack is the same; hexadecimal SHA-256. */
  content: string;
  /** The day that the newest of the sources is from, as `2026-11-21`. */
  date: string;
  /** The version of Holdall that built it, and of Node that runs it. */
  holdall: string;
  node: string;
  /** The commit that the spec was taken from, where that is known. */
  commit?: string;
  spec: { file: string; sha256: string };
  sources: { path: string; size: number; sha256: string }[];
  /** The parts by name with the options that each gets, in the order of their tabs. */
  parts: { name: string; options: unknown }[];
  /** Every other file of the payload. */
  files: { path: string; size: number; sha256: string }[];
}
