import type { Field, Layout } from '../../form/layout/types.ts';
import { addressOf } from '../address.ts';
import type { RunContext } from '../run.ts';
import type { FormSpec, PackedForm } from './spec.ts';

/** A form as it runs. */
export interface Form {
  name: string;
  title: string;
  /** Where its answers are: `/form/NAME`, without a slash behind it. */
  address: string;
  /** Its pictures, in order; sizes in pixels. */
  pages: readonly { file: string; width: number; height: number; address: string }[];
  /** Read when it is first asked for. */
  layout(): Layout;
  /** In the order of reading. */
  fields(): readonly Field[];
}

/** The forms of a spec, by what the payload has. */
export function openForms(context: RunContext, { forms }: FormSpec): Form[] {
  return forms.map((form) => openForm(context, form));
}

function openForm({ payload, manifest }: RunContext, packed: PackedForm): Form {
  const { name, title } = packed;
  const address = addressOf('/form', name);
  let layout: Layout | undefined;
  let fields: readonly Field[] | undefined;
  const form: Form = {
    name,
    title,
    address,
    pages: packed.pages.map((page, index) => {
      const hash = manifest.files.find(({ path }) => path === page.file)?.sha256.slice(0, 16);
      return { ...page, address: `${address}/pages/${index + 1}${hash ? `?v=${hash}` : ''}` };
    }),
    // The build half has checked it.
    layout: () => (layout ??= JSON.parse(payload.readSync(packed.layout).toString()) as Layout),
    fields: () => (fields ??= form.layout().fields.toSorted((a, b) => a.order - b.order)),
  };
  return form;
}
