/** The payload's path of a picture or a variant of one. */
export const picturePath = (set: string, file: string) => `images/${set}/${file}`;

/** The payload's path of a set's statistics: an `ImageStatistics` a line. */
export const statisticsPath = (set: string) => `images/${set}.stats.ndjson`;
