import type { Text } from '../en.ts';

/** Ce qui est dit de ce que quelqu’un a écrit dans un formulaire. */
export const formFields: Text['formFields'] = {
  yes: 'Oui',
  quoted: (text) => `« ${text} »`,
  required: 'Remplissez ce champ : le formulaire en a besoin.',
  requiredTick: 'Cochez cette case : le formulaire en a besoin.',
  tooLong: (most) => `C’est trop long : ${most} lettres au plus.`,
  columns: { number: 'Numéro', handedIn: 'Reçue le', row: 'Ligne' },
  number: {
    example: 'Écrivez un nombre, par exemple 12,5.',
    comma: (meant) => `Écrivez ${meant} si c’est ce que vous voulez dire.`,
    ambiguous: (written, one, other) => `${written} peut être ${one} ou ${other} : écrivez l’un des deux.`,
    inFull: (unit) => `Écrivez le nombre en entier, sans « ${unit} » : 12000 et non 12 k.`,
    tooLong: (most) => `Un nombre a ${most} chiffres au plus.`,
  },
  date: {
    example: 'Écrivez une date : jour, mois, année, par exemple 31/12/1990.',
    noYear: 'L’année manque : écrivez-la comme dans 31/12/1990.',
    shortYear: (one, other) => `Écrivez l’année avec quatre chiffres : ${one} ou ${other}.`,
    dayFirst: (date) => `Le jour vient en premier. Écrivez ${date} si c’est ce que vous voulez dire.`,
    noMonth: (month) => `Il n’y a pas de mois ${month} : une année en a 12.`,
    noDay: (day, month, year, days) => `Il n’y a pas de ${day} ${month} ${year} : ce mois a ${days} jours.`,
  },
  email: {
    example: 'Écrivez une adresse électronique, par exemple anna@example.org.',
    noAt: 'Une adresse électronique a un @, comme dans anna@example.org.',
    several: 'Écrivez une seule adresse électronique.',
    blank: 'Une adresse électronique n’a pas d’espaces.',
    noDot: (domain) => `« ${domain} » n’est pas complet : écrivez l’adresse comme dans anna@example.org.`,
  },
  telephone: {
    strange: (sign) =>
      `« ${sign} » ne fait pas partie d’un numéro de téléphone : écrivez des chiffres, comme dans +33 1 99 00 12 34.`,
    tooShort: 'C’est trop court pour un numéro de téléphone.',
    tooLong: 'C’est trop long pour un numéro de téléphone : écrivez-en un seul.',
    plus: 'Le + d’un numéro de téléphone vient en premier, comme dans +33 1 99 00 12 34.',
  },
  comb: (boxes, letters) => `Il y a ${boxes} cases pour ${letters} lettres.`,
  choice: (options) => `Choisissez l’une des réponses : ${options}.`,
  tick: 'Écrivez x pour une case cochée, ou rien.',
  pattern: {
    digits: (count) => `Écrivez ${count} chiffres.`,
    digitsBetween: (least, most) => `Écrivez de ${least} à ${most} chiffres.`,
    other: (pattern) => `Ce n’est pas écrit comme le formulaire le veut (${pattern}).`,
  },
};
