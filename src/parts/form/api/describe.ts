import type { ApiDescription } from '../../run.ts';
import {
  answerPath,
  answersPath,
  conflict,
  draftPath,
  form,
  json,
  missing,
  number,
  oneAnswer,
  version,
} from './paths.ts';
import { reference, schemas } from './schemas.ts';

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
