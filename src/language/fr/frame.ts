import type { Text } from '../en.ts';

/** Le cadre de toutes les parties, la première page, et ce qui a échoué. */
export const frame: Text['frame'] = {
  home: 'Accueil',
  skip: 'Aller au contenu',
  parts: 'Parties',
  search: 'Rechercher',
  language: 'Langue',
  theme: 'Apparence',
  themes: { auto: 'Comme le système', light: 'Claire', dark: 'Sombre' },
  version: (version) => `version ${version}`,
  madeWith: (version) => `Fait avec Holdall ${version}`,
  about: 'À propos de ce fichier',
  madeFrom: 'Fait à partir de',
  bySpec: 'Selon la spécification',
  atCommit: 'à',
  fingerprint: 'Empreinte',
  runsOn: 'Fonctionne sous',
  source: ['source', 'sources'],
  toFirstPage: 'Vers la première page',
  failures: {
    400: 'Demande incomprise',
    401: 'Un jeton est nécessaire',
    403: 'Accès refusé',
    404: 'Introuvable',
    other: 'Quelque chose a échoué',
  },
};
