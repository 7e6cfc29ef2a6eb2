/** Every kind of page of the stationer's example, by an address of it. New kinds are added here. */
export const pages: Record<string, string> = {
  'first page': '/',
  search: '/search?q=stapler',
  'search without a hit': '/search?q=zeppelin',
  gallery: '/gallery/',
  'picture set': '/gallery/sets/products',
  picture: '/gallery/sets/products/stapler-red.webp',
  dataset: '/dataset/',
  explorer: '/dataset/sales',
  SQL: '/dataset/sql',
  API: '/api',
  files: '/files/',
  'nothing there': '/nowhere',
};
