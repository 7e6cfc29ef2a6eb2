import { join } from 'node:path';
import type { Hono } from 'hono';
import { type App, closeApp } from '../../src/app/app.ts';
import { createServer } from '../../src/app/server/server.tsx';
import type { FormSpec } from '../../src/parts/form/spec.ts';
import { packForms } from './form-app.ts';
import { openSample } from './open-app.ts';

/** The forms' app, answering without a socket. */
export interface FormServer {
  app: App;
  server: Hono;
  /** Asks for JSON, with a body of JSON where there is one. */
  json(
    path: string,
    body?: object,
    method?: string,
  ): Promise<{ status: number; data: Record<string, unknown> }>;
  /** Sends inputs of a page as a browser does; the answer, and where it leads. */
  post(path: string, inputs: Record<string, string>): Promise<{ status: number; to: string; text: string }>;
  close(): Promise<void>;
}

/** Packs the forms into a folder and opens them there, with the answers beside them. */
export async function openForms(folder: string, change?: (spec: FormSpec) => FormSpec): Promise<FormServer> {
  const file = join(folder, 'office');
  await packForms(file, change);
  const app = openSample(file);
  app.data = join(folder, 'data');
  const server = createServer(app);
  return {
    app,
    server,
    async json(path, body, method = body ? 'POST' : 'GET') {
      const response = await server.request(path, { method, ...(body && { body: JSON.stringify(body) }) });
      const text = await response.text();
      return { status: response.status, data: text === '' ? {} : JSON.parse(text) };
    },
    async post(path, inputs) {
      const response = await server.request(path, { method: 'POST', body: new URLSearchParams(inputs) });
      return {
        status: response.status,
        to: response.headers.get('location') ?? '',
        text: await response.text(),
      };
    },
    close: () => closeApp(app),
  };
}
