import type { Text } from '../en.ts';

/** Ce qui se lit dans les graphiques. */
export const charts: Text['charts'] = {
  value: ['valeur', 'valeurs'],
  bin: ['classe', 'classes'],
  bins: {
    upTo: (from, to) => `de ${from} à moins de ${to}`,
    to: (from, to) => `de ${from} à ${to}`,
  },
  histogram: (from, to, bins) => `Histogramme de ${from} à ${to} en ${bins}.`,
  fullest: (bin, count) => `La plus remplie, ${bin}, compte ${count}.`,
  periods: (from, to) => `Valeurs dans le temps, de ${from} à ${to}.`,
  inOrder: (count, from, to) => `${count} dans l’ordre de la liste, de ${from} à ${to}.`,
  place: 'rang dans la liste',
  fence: (value) => `Limite de Tukey : ${value}`,
  box: {
    quartiles: 'quartiles et médiane',
    whiskers: 'du 5e au 95e centile',
    ends: 'minimum, maximum',
    fences: 'limites de Tukey',
  },
};
