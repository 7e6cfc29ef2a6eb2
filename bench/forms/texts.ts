import type { Draw } from './draw.ts';
import type { TruthKind } from './truth.ts';

/** A label and what is written beside it. */
export type Asked = readonly [label: string, kind: TruthKind];

export interface Texts {
  asked: readonly Asked[];
  /** A question and its answers, one of which is ticked. */
  choices: readonly (readonly [string, readonly string[]])[];
  /** What is ticked or not, each for itself. */
  ticks: readonly string[];
  /** Questions that take several lines to answer. */
  long: readonly string[];
  sections: readonly string[];
  titles: readonly string[];
  columns: readonly string[];
  notes: readonly string[];
  yes: string;
  no: string;
  signature: string;
  date: string;
  office: string;
}

const en: Texts = {
  asked: [
    ['Surname', 'text'],
    ['First name', 'text'],
    ['Date of birth', 'date'],
    ['Place of birth', 'text'],
    ['Nationality', 'text'],
    ['Street and number', 'text'],
    ['Postcode', 'text'],
    ['Town', 'text'],
    ['Telephone', 'telephone'],
    ['Mobile', 'telephone'],
    ['E-mail', 'email'],
    ['Occupation', 'text'],
    ['Employer', 'text'],
    ['Number of children', 'number'],
    ['Monthly income', 'number'],
    ['Total amount', 'number'],
    ['Account holder', 'text'],
    ['Name of the bank', 'text'],
    ['Policy number', 'text'],
    ['Name of physician', 'text'],
    ['Date of last visit', 'date'],
    ['Emergency contact', 'text'],
    ['Relationship', 'text'],
    ['Country', 'text'],
    ['School attended', 'text'],
    ['Class', 'text'],
    ['Height (cm)', 'number'],
    ['Weight (kg)', 'number'],
    ['Start date', 'date'],
    ['Maiden name', 'text'],
    ['Fax', 'telephone'],
    ['Mother tongue', 'text'],
    ['County', 'text'],
    ['Department', 'text'],
    ['Vehicle make', 'text'],
    ['Registration mark', 'text'],
  ],
  choices: [
    ['Sex', ['Male', 'Female']],
    ['Marital status', ['Single', 'Married', 'Divorced', 'Widowed']],
    ['Title', ['Mr', 'Mrs', 'Ms', 'Dr']],
    ['Do you smoke?', ['Yes', 'No']],
    ['Method of payment', ['Cash', 'Cheque', 'Bank transfer']],
    ['Are you insured?', ['Yes', 'No']],
    ['Term', ['Autumn', 'Spring', 'Summer']],
  ],
  ticks: [
    'Asthma',
    'Diabetes',
    'High blood pressure',
    'Heart disease',
    'Allergies',
    'Epilepsy',
    'Kidney disease',
    'Migraine',
    'Hearing loss',
    'Arthritis',
    'Depression',
    'Stroke',
    'Copy of passport enclosed',
    'Proof of address',
    'I agree to the terms',
    'Send me the newsletter',
    'Vegetarian meals',
    'Swimming permitted',
    'Photographs permitted',
    'Uses school bus',
  ],
  long: [
    'Please describe the reason for your application',
    'Current medication',
    'Remarks',
    'Other information',
    'Details of previous employment',
    'Description of the damage',
  ],
  sections: [
    'Personal details',
    'Address',
    'Contact',
    'Bank details',
    'Medical history',
    'Declaration',
    'Income and deductions',
    'Family',
    'Education',
    'Additional information',
    'Employment',
    'Insurance',
  ],
  titles: [
    'Application for registration',
    'Income tax return',
    'New patient questionnaire',
    'Account opening form',
    'Enrolment form',
    'Claim form',
    'Membership application',
    'Change of address',
  ],
  columns: [
    'Name',
    'Date',
    'Amount',
    'Description',
    'Quantity',
    'Relationship',
    'Price',
    'School',
    'From',
    'To',
    'Grade',
  ],
  notes: [
    'Please complete this form in block capitals and return it to the office together with the documents listed overleaf.',
    'Do not write outside the boxes. Use black or blue ink only. Incomplete applications will be returned to the sender.',
    'The information that you give here is used only for the purpose of this application and is kept for ten years.',
    'I declare that the statements made above are true and complete to the best of my knowledge.',
  ],
  yes: 'Yes',
  no: 'No',
  signature: 'Signature',
  date: 'Date',
  office: 'For office use only',
};

const fr: Texts = {
  asked: [
    ['Nom', 'text'],
    ['Prénom', 'text'],
    ['Date de naissance', 'date'],
    ['Lieu de naissance', 'text'],
    ['Nationalité', 'text'],
    ['Adresse', 'text'],
    ['Code postal', 'text'],
    ['Ville', 'text'],
    ['Téléphone', 'telephone'],
    ['Portable', 'telephone'],
    ['Courriel', 'email'],
    ['Profession', 'text'],
    ['Employeur', 'text'],
    ["Nombre d'enfants", 'number'],
    ['Revenu mensuel', 'number'],
    ['Montant total', 'number'],
    ['Titulaire du compte', 'text'],
    ['Banque', 'text'],
    ['Médecin traitant', 'text'],
    ['Pays', 'text'],
    ['Classe', 'text'],
    ['Nom de jeune fille', 'text'],
    ['Date de début', 'date'],
    ['Numéro de police', 'text'],
    ['Établissement', 'text'],
  ],
  choices: [
    ['Sexe', ['Masculin', 'Féminin']],
    ['Situation de famille', ['Célibataire', 'Marié', 'Divorcé', 'Veuf']],
    ['Civilité', ['Madame', 'Monsieur']],
    ['Fumez-vous ?', ['Oui', 'Non']],
    ['Mode de paiement', ['Espèces', 'Chèque', 'Virement']],
  ],
  ticks: [
    'Asthme',
    'Diabète',
    'Hypertension',
    'Allergies',
    'Épilepsie',
    'Copie du passeport',
    'Justificatif de domicile',
    "J'accepte les conditions",
    'Repas végétarien',
    'Cantine',
    'Transport scolaire',
    'Garderie du soir',
    'Migraine',
    'Arthrose',
  ],
  long: [
    'Motif de la demande',
    'Traitement en cours',
    'Observations',
    'Autres renseignements',
    'Description du sinistre',
  ],
  sections: [
    'État civil',
    'Adresse',
    'Coordonnées',
    'Compte bancaire',
    'Antécédents',
    'Déclaration',
    'Revenus',
    'Famille',
    'Scolarité',
    'Assurance',
  ],
  titles: [
    "Demande d'inscription",
    'Déclaration de revenus',
    'Questionnaire médical',
    'Ouverture de compte',
    "Bulletin d'adhésion",
    'Constat amiable',
  ],
  columns: ['Nom', 'Date', 'Montant', 'Désignation', 'Quantité', 'Lien', 'Prix', 'Classe', 'Du', 'Au'],
  notes: [
    'Veuillez remplir ce formulaire en lettres majuscules et le renvoyer au secrétariat avec les pièces demandées.',
    "Je certifie sur l'honneur l'exactitude des renseignements portés ci-dessus.",
    'Les informations recueillies sont conservées pendant dix ans et ne sont pas transmises à des tiers.',
  ],
  yes: 'Oui',
  no: 'Non',
  signature: 'Signature',
  date: 'Date',
  office: "Réservé à l'administration",
};

const de: Texts = {
  asked: [
    ['Name', 'text'],
    ['Vorname', 'text'],
    ['Geburtsdatum', 'date'],
    ['Geburtsort', 'text'],
    ['Staatsangehörigkeit', 'text'],
    ['Straße, Hausnummer', 'text'],
    ['Postleitzahl', 'text'],
    ['Wohnort', 'text'],
    ['Telefon', 'telephone'],
    ['Mobil', 'telephone'],
    ['E-Mail', 'email'],
    ['Beruf', 'text'],
    ['Arbeitgeber', 'text'],
    ['Anzahl der Kinder', 'number'],
    ['Monatliches Einkommen', 'number'],
    ['Betrag', 'number'],
    ['Kontoinhaber', 'text'],
    ['Kreditinstitut', 'text'],
    ['Hausarzt', 'text'],
    ['Krankenkasse', 'text'],
    ['Klasse', 'text'],
    ['Geburtsname', 'text'],
    ['Beginn am', 'date'],
    ['Versicherungsnummer', 'text'],
    ['Schule', 'text'],
  ],
  choices: [
    ['Geschlecht', ['männlich', 'weiblich', 'divers']],
    ['Familienstand', ['ledig', 'verheiratet', 'geschieden', 'verwitwet']],
    ['Anrede', ['Frau', 'Herr']],
    ['Rauchen Sie?', ['Ja', 'Nein']],
    ['Zahlungsweise', ['bar', 'Überweisung', 'Lastschrift']],
  ],
  ticks: [
    'Asthma',
    'Diabetes',
    'Bluthochdruck',
    'Allergien',
    'Epilepsie',
    'Ausweiskopie liegt bei',
    'Nachweis der Adresse',
    'Ich stimme zu',
    'Vegetarisches Essen',
    'Schwimmerlaubnis',
    'Fahrkarte',
    'Hortbetreuung',
    'Herzerkrankung',
    'Rheuma',
  ],
  long: [
    'Begründung des Antrags',
    'Derzeitige Medikamente',
    'Bemerkungen',
    'Sonstige Angaben',
    'Schilderung des Schadens',
  ],
  sections: [
    'Angaben zur Person',
    'Anschrift',
    'Kontakt',
    'Bankverbindung',
    'Vorerkrankungen',
    'Erklärung',
    'Einkünfte',
    'Familie',
    'Ausbildung',
    'Versicherung',
  ],
  titles: [
    'Antrag auf Anmeldung',
    'Einkommensteuererklärung',
    'Anamnesebogen',
    'Kontoeröffnung',
    'Beitrittserklärung',
    'Schadenanzeige',
  ],
  columns: [
    'Name',
    'Datum',
    'Betrag',
    'Bezeichnung',
    'Menge',
    'Verwandtschaft',
    'Preis',
    'Klasse',
    'von',
    'bis',
  ],
  notes: [
    'Bitte füllen Sie dieses Formular in Druckbuchstaben aus und senden Sie es mit den Unterlagen zurück.',
    'Ich versichere, dass die oben gemachten Angaben vollständig und richtig sind.',
    'Ihre Angaben werden nur für die Bearbeitung dieses Antrags verwendet und zehn Jahre aufbewahrt.',
  ],
  yes: 'Ja',
  no: 'Nein',
  signature: 'Unterschrift',
  date: 'Datum',
  office: 'Nicht ausfüllen',
};

export const languages = { eng: en, fra: fr, deu: de } as const;
export type LanguageCode = keyof typeof languages;

/** Hands out labels, no label twice until all were used. */
export function asker(random: Draw, texts: Texts): { ask(): Asked; ticks(count: number): string[] } {
  let left: Asked[] = [];
  let ticks: string[] = [];
  return {
    ask: () => {
      if (left.length === 0) left = random.some(texts.asked, texts.asked.length);
      return left.pop() as Asked;
    },
    ticks: (count) => {
      if (ticks.length < count) ticks = random.some(texts.ticks, texts.ticks.length);
      return ticks.splice(0, count);
    },
  };
}
