import type { ApiDescription } from '../../run.ts';
import { listed } from './routes.ts';
import { reference, schemas } from './schemas.ts';

const json = (description: string, schema: object) => ({
  description,
  content: { 'application/json': { schema } },
});

const problem = (description: string, schema = reference('Problem')) => ({
  description,
  content: { 'application/problem+json': { schema } },
});

const inPath = (name: string, description: string, schema: object = { type: 'string' }) => ({
  name,
  in: 'path',
  required: true,
  description,
  schema,
});

const inQuery = (name: string, description: string, schema: object) => ({
  name,
  in: 'query',
  description,
  schema,
});

const form = inPath('form', 'The name of the form.');
const number = inPath('number', 'The number of the answer.', { type: 'integer', minimum: 1 });
const version = {
  ...inQuery('version', 'The version of the answer that was read.', { type: 'integer', minimum: 1 }),
  required: true,
};

const missing = problem('There is no such form or answer.');
const conflict = problem(
  'Somebody changed the answer meanwhile; `now` is what it is by now.',
  reference('FormConflict'),
);
const wrong = problem('Some fields are wrong; `fields` says which and why.', reference('FormProblem'));
const oneAnswer = json('The answer.', {
  type: 'object',
  properties: { answer: reference('FormAnswer') },
  required: ['answer'],
});
const body = (schema: string) => ({
  required: true,
  content: { 'application/json': { schema: reference(schema) } },
});

/** What an OpenAPI document says of `/api/forms`. */
export function describeApi(): ApiDescription {
  return {
    paths: {
      '/api/forms': {
        get: {
          operationId: 'forms',
          summary: 'The forms, and how many answers each has',
          responses: {
            200: json('The forms.', {
              type: 'object',
              properties: { forms: { type: 'array', items: reference('Form') } },
              required: ['forms'],
            }),
          },
        },
      },
      '/api/forms/{form}': {
        get: {
          operationId: 'form',
          summary: 'A form with all of its fields',
          parameters: [form],
          responses: { 200: json('The form, and its `layout`.', reference('Form')), 404: missing },
        },
      },
      '/api/forms/{form}/answers': answersPath,
      '/api/forms/{form}/answers/{number}': answerPath,
      '/api/forms/{form}/answers/{number}/history': {
        get: {
          operationId: 'formHistory',
          summary: 'All that an answer ever was, the oldest first',
          parameters: [form, number],
          responses: {
            200: json('The versions.', {
              type: 'object',
              properties: { versions: { type: 'array', items: reference('FormVersion') } },
              required: ['versions'],
            }),
            404: missing,
          },
        },
      },
      '/api/forms/{form}/answers/{number}/restore': {
        post: {
          operationId: 'formRestore',
          summary: 'Bring an answer back that was deleted',
          parameters: [form, number, version],
          responses: { 200: oneAnswer, 404: missing, 409: conflict },
        },
      },
      '/api/forms/{form}/drafts': {
        get: {
          operationId: 'formDrafts',
          summary: 'What was begun and not handed in, the newest first',
          parameters: [form],
          responses: {
            200: json('The drafts.', {
              type: 'object',
              properties: { drafts: { type: 'array', items: reference('FormDraft') } },
              required: ['drafts'],
            }),
            404: missing,
          },
        },
      },
      '/api/forms/{form}/drafts/{id}': draftPath,
    },
    schemas,
  };
}

const answersPath = {
  get: {
    operationId: 'formAnswers',
    summary: 'The answers to a form, the newest first',
    parameters: [
      form,
      inQuery('search', 'Words that an answer has; case and accents do not count.', { type: 'string' }),
      inQuery('deleted', 'Those that were deleted, instead of the others.', { type: 'boolean' }),
      inQuery('offset', 'How many to leave out.', { type: 'integer', minimum: 0, default: 0 }),
      inQuery('limit', 'How many at most.', {
        type: 'integer',
        minimum: 1,
        maximum: listed.most,
        default: listed.usual,
      }),
    ],
    responses: {
      200: json('The answers, and how many there are in all.', {
        type: 'object',
        properties: {
          answers: { type: 'array', items: reference('FormAnswer') },
          total: { type: 'integer' },
        },
        required: ['answers', 'total'],
      }),
      400: problem('A parameter is wrong.'),
      404: missing,
    },
  },
  post: {
    operationId: 'formAdd',
    summary: 'Hand in an answer; whoever asks twice with one id adds one',
    parameters: [
      form,
      {
        name: 'Idempotency-Key',
        in: 'header',
        description: 'A UUID, the id of the answer; it can stand in the body as `id`, too.',
        schema: { type: 'string', format: 'uuid' },
      },
    ],
    requestBody: body('FormHandedIn'),
    responses: {
      200: json('It was there already.', reference('FormAdded')),
      201: json('It is kept. `same` has the numbers of others with the same values.', reference('FormAdded')),
      404: missing,
      409: problem('With `unique`: another one has the same values.'),
      422: wrong,
    },
  },
};

const answerPath = {
  get: {
    operationId: 'formAnswer',
    summary: 'One answer',
    parameters: [form, number],
    responses: { 200: oneAnswer, 404: missing },
  },
  put: {
    operationId: 'formChange',
    summary: 'Change an answer',
    parameters: [form, number],
    requestBody: body('FormChange'),
    responses: { 200: oneAnswer, 404: missing, 409: conflict, 422: wrong },
  },
  delete: {
    operationId: 'formDelete',
    summary: 'Delete an answer; it can be brought back',
    parameters: [form, number, version],
    responses: { 200: oneAnswer, 404: missing, 409: conflict },
  },
};

const draftId = inPath('id', 'A UUID, made by whoever types.');

const draftPath = {
  get: {
    operationId: 'formDraft',
    summary: 'A draft',
    parameters: [form, draftId],
    responses: {
      200: json('The draft.', {
        type: 'object',
        properties: { draft: reference('FormDraft') },
        required: ['draft'],
      }),
      404: missing,
    },
  },
  put: {
    operationId: 'formKeepDraft',
    summary: 'Keep what was typed so far, and hear what is wrong with it',
    parameters: [form, draftId],
    requestBody: body('FormTyped'),
    responses: { 200: json('It is kept.', reference('FormSaidOfDraft')), 404: missing },
  },
  delete: {
    operationId: 'formDropDraft',
    summary: 'Forget a draft',
    parameters: [form, draftId],
    responses: { 204: { description: 'It is forgotten.' }, 404: missing },
  },
};
