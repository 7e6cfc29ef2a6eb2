import type { Shape } from '../detect/types.ts';
import type { FieldKind } from './types.ts';

/** What the words of a label say of the answer, in English, French, German, Spanish and Italian. */
const words: readonly (readonly [FieldKind, RegExp])[] = [
  ['signature', /signature|\bsigned\b|unterschri[ft]t|\bsigné|\bfirma\b|sign here/i],
  ['email', /e-?mail|courriel|\bmél\b|correo/i],
  [
    'telephone',
    /\btel\b|tel[.:]|t[ée]l[ée]ph|telefon|teléfono|phone|\bmobile?\b|portable|\bfax\b|handy|móvil|cellulare/i,
  ],
  [
    'date',
    /\bdates?\b|datum|\bdata\b|\bfecha\b|born on|\bné\(?e?\)? le\b|\b(?:beginn|geboren) am\b|\bnacido el\b|\bnat[oa] il\b|\bdob\b|\bd\.o\.b|\bday\b/i,
  ],
  [
    'number',
    /\bnumber of\b|\bnombre d|\banzahl\b|\bnúmero de (?!tel|cuenta|póliza|documento)|\bnumero di (?!tel|conto|polizza)|how many|\byears of\b|combien|wie viele|amount|montant|\bbetrag|income|revenu|einkommen|price|\bprix\b|\bpreis\b|quantit|\bmenge\b|\btotal\b|\bsumme\b|height|weight|\bgröße\b|gewicht|\btaille\b|\bpoids\b|\(kg\)|\(cm\)|\bage\b|\bâge\b|\balter\b|\bedad\b|\betà\b|importe|importo/i,
  ],
];

/** Answers that are one line, however much room there is. */
const short =
  /^(?:(?:sur|first |last |family |given |maiden |full )?names?|(?:sur|first |last )name.*|noms?(?: et pr[ée]noms?)?|pr[ée]noms?|(?:vor|nach|familien|geburts)?name|nombre|apellidos?|nome|cognome|town|city|ville|ort|wohnort|country|pays|land|class|classe|klasse)$/i;

/** The kind of a place, by its shape and then by its label; and whether that was only a guess. */
export function kindOf(shape: Shape, label: string): { kind: FieldKind; isGuess: boolean } {
  if (shape === 'checkbox') return { kind: 'checkbox', isGuess: false };
  if (shape === 'radio') return { kind: 'choice', isGuess: false };
  if (shape === 'comb') return { kind: 'comb', isGuess: false };
  if (shape === 'cell') return { kind: 'table', isGuess: false };
  const [named] = words.find(([, pattern]) => pattern.test(label)) ?? [];
  if (shape === 'area' && !short.test(label) && (named === undefined || named === 'number'))
    return { kind: 'multi-line', isGuess: false };
  return { kind: named ?? 'text', isGuess: named === undefined && label === '' };
}
