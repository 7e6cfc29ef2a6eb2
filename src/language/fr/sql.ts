import type { Text } from '../en.ts';

/** La page des requêtes en SQL, et ce qui peut clocher dans une requête. */
export const sql: Text['sql'] = {
  title: 'SQL',
  about: 'Posez vos questions aux tables en SQL. On ne peut que les lire : rien ne peut être abîmé.',
  query: 'Requête',
  run: 'Exécuter',
  keys: 'Ctrl + Entrée l’exécute',
  examples: 'Exemples',
  example: {
    rows: 'Les premières lignes',
    most: (column) => `Les plus fréquents de « ${column} »`,
    sums: (number, column) => `« ${number} » par « ${column} »`,
    months: (column) => `Lignes par mois de « ${column} »`,
    median: (number) => `Minimum, médiane et maximum de « ${number} »`,
  },
  tables: 'Tables et colonnes',
  insert: 'Cliquez sur un nom pour l’insérer dans la requête.',
  result: 'Résultat',
  took: (milliseconds) => `en ${milliseconds} ms`,
  none: 'La réponse n’a aucune ligne.',
  truncated: (rows) => `Voici les premières : ${rows}. Exportez la réponse pour les avoir toutes.`,
  export: 'Exporter',
  chart: 'Graphique',
  chartOf: (y, x) => `${y} par ${x}`,
  null: 'aucune valeur',
  problems: {
    empty: () => 'Il n’y a pas de requête. Écrivez-en une qui commence par SELECT.',
    nul: () => 'La requête contient un caractère NUL. Retirez-le, ou écrivez char(0).',
    long: () => 'La requête dépasse 100 000 caractères. Raccourcissez-la.',
    statement: (word) =>
      `${word || 'Ceci'} n’est pas permis ici : on ne peut que lire les tables. Commencez par SELECT, WITH, VALUES ou EXPLAIN.`,
    several: () => 'Il y a plus d’une instruction. Exécutez-les une par une.',
    action: () =>
      'Ceci ferait plus que lire, et on ne peut que lire les tables. Commencez par SELECT, WITH, VALUES ou EXPLAIN.',
    table: (name) => `La table « ${name} » ne peut pas être lue ici. Prenez les tables de cette application.`,
    function: (name) => `La fonction ${name} n’est pas permise ici. Retirez-la.`,
    syntax: (said, near) => `SQLite dit : ${said}.${near && ` Vouliez-vous dire « ${near} » ?`}`,
    failed: (said) => `SQLite dit : ${said}.`,
    value: () => 'Une valeur a dépassé 8 Mo. Raccourcissez-la, ou choisissez moins de lignes.',
    row: () =>
      'Une ligne de la réponse dépasse 8 Mo. Choisissez moins de colonnes, ou raccourcissez les textes avec substr().',
    time: (seconds) =>
      `La requête a été arrêtée après ${seconds} s. Choisissez moins de lignes avec WHERE, joignez moins, ou donnez-lui plus de temps.`,
    memory: () =>
      'La requête a demandé plus que les 500 Mo de mémoire permis. Choisissez moins de lignes ou de colonnes, ou triez et groupez moins.',
    crash: () =>
      'Le processus de la requête s’est arrêté, sans doute faute de mémoire. Choisissez moins de lignes ou de colonnes.',
    busy: () => 'D’autres requêtes sont en cours. Réessayez dans quelques secondes.',
    stopped: () => 'La requête a été annulée.',
  },
};
