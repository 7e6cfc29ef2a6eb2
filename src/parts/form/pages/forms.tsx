import type { Reader } from '../../../language/reader.ts';
import type { Desk } from '../desk.ts';
import type { Form } from '../forms.ts';

/** The forms to choose from. */
export function FormsPage({ desk, reader }: { desk: Desk; reader: Reader }) {
  const text = reader.text.form;
  return (
    <>
      <div class="heading">
        <h1>{text.title}</h1>
      </div>
      <ul class="cards">
        {desk.forms.map((form) => (
          <li key={form.name} class="card">
            <h2>
              <a href={`${form.address}/`}>{form.title}</a>
            </h2>
            <p>{countsOf(form, desk, reader)}</p>
            <Glimpse form={form} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** The first pages of the first forms, for the app's first page. */
export function FormsPreview({ forms }: { forms: readonly Form[] }) {
  const pages = forms.slice(0, 3).flatMap((form) => form.pages[0] ?? []);
  return (
    <div class={pages.length > 1 ? 'strip' : ''}>
      {pages.map(({ address, width, height }) => (
        <span key={address} class="mat">
          <img src={address} width={width} height={height} alt="" loading="lazy" decoding="async" />
        </span>
      ))}
    </div>
  );
}

function Glimpse({ form }: { form: Form }) {
  const [page] = form.pages;
  return page ? (
    <div class="preview form-glimpse">
      <img
        src={page.address}
        width={page.width}
        height={page.height}
        alt=""
        loading="lazy"
        decoding="async"
      />
    </div>
  ) : null;
}

function countsOf(form: Form, desk: Desk, { text, count }: Reader): string {
  const answers = desk.kept()?.count(form.name).answers ?? 0;
  return `${count(form.fields().length, text.form.field)}, ${count(answers, text.form.answer)}`;
}
