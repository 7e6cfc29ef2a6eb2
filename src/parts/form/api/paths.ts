import { listed } from './routes.ts';
import { reference } from './schemas.ts';

export const json = (description: string, schema: object) => ({
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

export const form = inPath('form', 'The name of the form.');
export const number = inPath('number', 'The number of the answer.', { type: 'integer', minimum: 1 });
export const version = {
  ...inQuery('version', 'The version of the answer that was read.', { type: 'integer', minimum: 1 }),
  required: true,
};

export const missing = problem('There is no such form or answer.');
export const conflict = problem(
  'Somebody changed the answer meanwhile; `now` is what it is by now.',
  reference('FormConflict'),
);
const wrong = problem('Some fields are wrong; `fields` says which and why.', reference('FormProblem'));
export const oneAnswer = json('The answer.', {
  type: 'object',
  properties: { answer: reference('FormAnswer') },
  required: ['answer'],
});
const body = (schema: string) => ({
  required: true,
  content: { 'application/json': { schema: reference(schema) } },
});

/** `/api/forms/{form}/answers` */
export const answersPath = {
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

/** `/api/forms/{form}/answers/{number}` */
export const answerPath = {
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

/** `/api/forms/{form}/drafts/{id}` */
export const draftPath = {
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
