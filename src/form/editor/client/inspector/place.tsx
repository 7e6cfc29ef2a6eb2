import type { Field } from '../../../layout/types.ts';
import { NumberInput } from './inputs.tsx';

/** Where it is, in pixels of the page. */
export function Place({
  field: { box },
  page,
  onChange,
}: {
  field: Field;
  page: { width: number; height: number } | undefined;
  onChange: (box: Field['box']) => void;
}) {
  if (!page) return null;
  const { width, height } = page;
  const side = (label: string, of: 'x' | 'y' | 'width' | 'height', full: number) => (
    <NumberInput
      label={label}
      min={of === 'x' || of === 'y' ? 0 : 1}
      max={full}
      value={Math.round(box[of] * full)}
      onChange={(value) => onChange({ ...box, [of]: value / full })}
    />
  );
  return (
    <fieldset class="place">
      <legend>Place, in pixels of the page</legend>
      {side('Left', 'x', width)}
      {side('Top', 'y', height)}
      {side('Width', 'width', width)}
      {side('Height', 'height', height)}
    </fieldset>
  );
}
