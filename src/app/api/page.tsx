import type { Text } from '../../language/en.ts';
import type { App } from '../app.ts';
import { page } from '../pages/frame.tsx';
import { readerFor } from '../pages/reader.ts';
import { fieldName } from './address.ts';
import type { OpenApi, Operation, Parameter } from './openapi.ts';

/** A page to read the API and to try it: a form for every operation. */
export function apiPage(app: App, request: Request, api: OpenApi): Response {
  const reader = readerFor(request);
  const text = reader.text.frame.api;
  const titles = new Map(app.parts.map((part) => [part.name, part.tab(reader)]));
  const groups = api.tags.map(({ name }) => ({
    name,
    title: titles.get(name) ?? text.general,
    operations: operationsOf(api, name),
  }));
  const body = (
    <>
      <div class="hero">
        <h1>{text.title}</h1>
        <p>
          {text.intro} <a href="/api/openapi.json">/api/openapi.json</a>
        </p>
      </div>
      {groups
        .filter(({ operations }) => operations.length > 0)
        .map(({ name, title, operations }) => (
          <section key={name} aria-labelledby={`api-${name}`}>
            <div class="heading">
              <h2 id={`api-${name}`}>{title}</h2>
            </div>
            {operations.map((operation) => (
              <Entry key={`${operation.method} ${operation.path}`} text={text} {...operation} />
            ))}
          </section>
        ))}
    </>
  );
  return page(app, request, { title: text.title, body });
}

interface EntryProps {
  path: string;
  method: string;
  operation: Operation;
}

function operationsOf(api: OpenApi, tag: string): EntryProps[] {
  return Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => operation.tags?.includes(tag))
      .map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
}

type ApiText = Text['frame']['api'];

/** One operation. Its form opens the answer; the page's script shows it below instead. */
function Entry({ path, method, operation, text }: EntryProps & { text: ApiText }) {
  const parameters = (operation.parameters ?? []).filter((one) => one.in !== 'header');
  const [body] = Object.values(operation.requestBody?.content ?? {});
  const [type] = Object.keys(operation.requestBody?.content ?? {});
  return (
    <details class="operation">
      <summary>
        <b class="method">{method}</b> <code>{path}</code>{' '}
        <span class="quiet" lang="en">
          {operation.summary}
        </span>
      </summary>
      {operation.description && <p lang="en">{operation.description}</p>}
      <form action="/api/try" data-method={method} data-path={path} data-type={type}>
        <input type="hidden" name="operation" value={path} />
        {parameters.map((parameter) => (
          <Field key={fieldName(parameter)} parameter={parameter} text={text} />
        ))}
        {body && type?.startsWith('image/') && (
          <label class="field">
            <span>{text.body}</span>
            <input type="file" name="body" accept={type} required />
          </label>
        )}
        {body && !type?.startsWith('image/') && (
          <label class="field">
            <span>{text.body}</span>
            <textarea name="body" rows={5} spellcheck={false}>
              {typeof body.example === 'string' ? body.example : JSON.stringify(body.example ?? {}, null, 2)}
            </textarea>
          </label>
        )}
        <button class="button main" type="submit" disabled={method !== 'GET'}>
          {text.ask}
        </button>
      </form>
      <div
        class="api-answer"
        aria-live="polite"
        data-status={text.status}
        data-failed={text.failed}
        data-open={text.open}
        hidden
      />
    </details>
  );
}

function Field({ parameter, text }: { parameter: Parameter; text: ApiText }) {
  const { name, required, description, schema = {}, example } = parameter;
  const field = fieldName(parameter);
  const isRequired = required === true || parameter.in === 'path';
  const options = schema.type === 'boolean' ? [true, false] : schema.enum;
  const value = isRequired ? (example ?? schema.default) : undefined;
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: its control is one of two
    <label class="field">
      <span>
        <code>{name}</code> {isRequired && <small>{text.required}</small>}
      </span>
      {options ? (
        <select name={field} required={isRequired}>
          {!isRequired && <option value="" />}
          {options.map((option) => (
            <option key={String(option)} selected={option === value}>
              {String(option)}
            </option>
          ))}
        </select>
      ) : (
        <input
          name={field}
          required={isRequired}
          value={value === undefined ? undefined : String(value)}
          placeholder={String(schema.default ?? example ?? '')}
          inputmode={schema.type === 'integer' ? 'numeric' : undefined}
          autocomplete="off"
          spellcheck={false}
        />
      )}
      {description && <small lang="en">{description}</small>}
    </label>
  );
}
