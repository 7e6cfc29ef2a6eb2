/** What makes pictures of pages (resvg), as the bytes of a WebAssembly module. */
export { default as engine } from '@resvg/resvg-wasm/index_bg.wasm';
