let file: string | undefined;

/** Names the file of sharp's native library. To be called before the first picture is touched, in a packed app. */
export function useNativeLibrary(path: string): void {
  file = path;
}

/** What sharp loads by the name of a package where there are packages. */
export function loadNativeLibrary(): unknown {
  if (file === undefined) throw new Error('nobody has named the native library');
  const module: { exports: { _isUsingX64V2?(): boolean } } = { exports: {} };
  process.dlopen(module, file);
  const { platform, arch } = process;
  if (platform === 'linux' && arch === 'x64' && module.exports._isUsingX64V2?.() === false) {
    throw new Error('the processor of this machine has no x86-64-v2 (SSE4.2)');
  }
  return module.exports;
}
