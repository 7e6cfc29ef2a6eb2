// Files that esbuild puts into a bundle as bytes.
declare module '*.ttf' {
  const bytes: Uint8Array;
  export default bytes;
}
declare module '*.wasm' {
  const bytes: Uint8Array;
  export default bytes;
}
