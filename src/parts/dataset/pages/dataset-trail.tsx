import type { Reader } from '../../../language/reader.ts';
import { Trail } from '../../trail.tsx';

/** Where a page of the dataset is: below the list of tables, and below these pages. */
export function DatasetTrail({
  reader: {
    text: { dataset },
  },
  steps = [],
}: {
  reader: Reader;
  steps?: [title: string, address: string][];
}) {
  return <Trail steps={[[dataset.tab, '/dataset/'], ...steps]} label={dataset.where} />;
}
