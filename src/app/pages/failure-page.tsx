import type { App } from '../app.ts';
import { type Failure, problemResponse, titleOf, wantsProblem } from '../server/failure.ts';
import { page } from './frame.tsx';
import { readerFor } from './reader.ts';

/** A failure as problem JSON for programs, and as a page in the reader's language for people. */
export function answerFailure(app: App, request: Request, failed: Failure): Response {
  if (wantsProblem(request, failed.isData)) return problemResponse(failed);
  const { text } = readerFor(request);
  const title = titleOf(failed.status, text);
  const { detail, isStranger = false } = failed;
  const body = (
    <div class="hero">
      <p class="status">{failed.status}</p>
      <h1>{title}</h1>
      {typeof detail === 'string' ? <p lang="en">{detail}</p> : <p>{detail(text.frame.refusals)}</p>}
      {isStranger && failed.status === 401 && (
        <TokenForm address={new URL(request.url)} text={text.frame.signIn} />
      )}
      {!isStranger && (
        <p>
          <a class="button" href="/">
            {text.frame.toFirstPage}
          </a>
        </p>
      )}
    </div>
  );
  const response = page(app, request, { title, body, isBare: isStranger, status: failed.status });
  response.headers.set('cache-control', 'no-store');
  for (const [name, value] of Object.entries(failed.headers ?? {})) response.headers.set(name, value);
  return response;
}

/** Where a token is typed in; the address stays what it was. */
function TokenForm({
  address,
  text,
}: {
  address: URL;
  text: ReturnType<typeof readerFor>['text']['frame']['signIn'];
}) {
  const query = [...address.searchParams].filter(([name]) => name !== 'token');
  const again = `${address.pathname}${query.length > 0 ? `?${new URLSearchParams(query)}` : ''}`;
  return (
    <>
      <form class="fields" action={address.pathname}>
        {query.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <label>
          <span>{text.token}</span>
          <input type="password" name="token" required autocomplete="current-password" />
        </label>
        <button class="button main" type="submit">
          {text.enter}
        </button>
      </form>
      <p>
        <small>
          {text.already} <a href={again}>{text.again}</a>
        </small>
      </p>
    </>
  );
}
