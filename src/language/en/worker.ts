/** The worker. */
export const worker = {
  tab: 'Jobs',
  /** What it does, for the app's first page. */
  summary: (numbers: boolean, pictures: boolean): string =>
    numbers && pictures ? 'Numbers and pictures' : pictures ? 'Pictures' : 'Numbers',
};
