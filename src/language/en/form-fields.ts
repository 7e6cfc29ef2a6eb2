/** What is said of what somebody typed in a form. */
export const formFields = {
  yes: 'Yes',
  quoted: (text: string) => `“${text}”`,
  required: 'Fill this in: the form needs it.',
  requiredTick: 'Tick this: the form needs it.',
  tooLong: (most: string) => `This is too long: ${most} letters at most.`,
  /** Of a file of answers. */
  columns: { number: 'Number', handedIn: 'Handed in', row: 'Row' },
  number: {
    example: 'Write a number, such as 12.5.',
    comma: (meant: string) => `Write ${meant} if that is meant: a comma only keeps thousands apart.`,
    ambiguous: (written: string, one: string, other: string) =>
      `${written} can be ${one} or ${other}: write one of them.`,
    inFull: (unit: string) => `Write the number in full, without “${unit}”: 12000 and not 12 k.`,
    tooLong: (most: number) => `A number has ${most} digits at most.`,
  },
  date: {
    example: 'Write a date: day, month, year, such as 31/12/1990.',
    noYear: 'The year is missing: write it as in 31/12/1990.',
    shortYear: (one: string, other: string) => `Write the year with four digits: ${one} or ${other}.`,
    dayFirst: (date: string) => `The day comes first. Write ${date}, if that is meant.`,
    noMonth: (month: string) => `There is no month ${month}: a year has 12.`,
    noDay: (day: string, month: string, year: string, days: string) =>
      `There is no ${day} ${month} ${year}: that month has ${days} days.`,
  },
  email: {
    example: 'Write an e-mail address, such as anna@example.org.',
    noAt: 'An e-mail address has an @, as in anna@example.org.',
    several: 'Write one e-mail address only.',
    blank: 'An e-mail address has no blanks.',
    noDot: (domain: string) => `“${domain}” is not complete: write it as in anna@example.org.`,
  },
  telephone: {
    strange: (sign: string) =>
      `“${sign}” is no part of a telephone number: write digits, as in +44 20 7946 0018.`,
    tooShort: 'This is too short for a telephone number.',
    tooLong: 'This is too long for a telephone number: write one only.',
    plus: 'The + of a telephone number comes first, as in +44 20 7946 0018.',
  },
  comb: (boxes: string, letters: string) => `There are ${boxes} boxes, and these are ${letters} letters.`,
  choice: (options: string) => `Choose one of ${options}.`,
  tick: 'Write x for a ticked box, or nothing.',
  pattern: {
    digits: (count: string) => `Write ${count} digits.`,
    digitsBetween: (least: string, most: string) => `Write ${least} to ${most} digits.`,
    other: (pattern: string) => `This is not written as the form wants it (${pattern}).`,
  },
};
