import type { RulesWords } from './words.ts'

export const en: RulesWords = {
  locale: 'en-GB',
  title: (name) => `Rules: ${name}`,
  headings: {
    organiser: 'Who organises it',
    period: 'From when to when',
    who: 'Who may take part',
    how: 'How to take part',
    prizes: 'What can be won',
    draw: 'How winners are drawn',
    winners: 'How winners hear of it',
    data: 'What happens to your data',
    networks: 'The networks',
    more: 'More',
    law: 'By place',
  },
  organiser: (name, address, contact) =>
    `The organiser is ${name}${address ? `, ${address}` : ''}. Questions: ${contact}.`,
  period: (from, to, zone) =>
    `You can take part from ${from} to ${to} (${zone}). What comes later does not count.`,
  everybody: 'Everybody may take part.',
  age: (years) => `You must be at least ${years} years old.`,
  countries: (names) => `You must live in one of these countries: ${names}.`,
  excluded: (whom) => `Not admitted: ${whom}`,
  ways: {
    like: (network) => `Like our post on ${network}.`,
    comment: (network) => `Reply to our post on ${network}.`,
    repost: (network) => `Repost our post on ${network}.`,
  },
  form: (address) => `Fill in the form at ${address}.`,
  once: 'Each person takes part once, by however many ways. Several entries of one person count as one.',
  free: 'Taking part is free. No purchase is necessary, and a purchase does not improve your chance.',
  purchase: 'A purchase is a condition of taking part.',
  prize: ({ what, count, value }) => `${count} × ${what}${value ? `, worth ${value} each` : ''}`,
  draw: (winners, address) =>
    `${winners === 1 ? 'One winner is' : `${winners} winners are`} drawn by chance among all who count. The draw can be repeated by anybody: before it, a digest of the seed and a digest of the list are published; after it, the seed. Everything is at ${address}.`,
  chance: 'Your chance depends on how many take part; each person has the same.',
  judged:
    'Entries that look as if they were made by machines or under several names are looked at by a person, who may exclude them with a reason.',
  told: 'Winners are told by mail, or by a message on the network where they took part.',
  answer: (days) =>
    `Whoever does not answer within ${days} ${days === 1 ? 'day' : 'days'} loses the prize, and another winner is drawn in a public round.`,
  delivery: (words) => `Handing over: ${words}`,
  shown: 'Winners are named on the page of the contest if they agree to it.',
  notShown: 'Winners are not named in public.',
  data: 'We use what you give us, and what the network shows of your account, only to hold this contest: to count entries once, to draw, to tell winners and to hand over prizes. The ground is your consent, and our duty to hold the contest fairly.',
  keep: (days) =>
    `It is deleted ${days} days after the end. The published list holds digests only and names nobody.`,
  rights: (contact) =>
    `You may see it, have it corrected or deleted, and withdraw your consent at any time, with the link that you were given or by writing to ${contact}. Withdrawn before the draw, you do not take part any more. You may complain to a data protection authority.`,
  privacy: (url) => `More on data protection: ${url}`,
  network: (network) =>
    `This promotion is in no way sponsored, endorsed or administered by ${network}, or associated with it. By taking part you release ${network} from all claims that have to do with it.`,
  clauses: {
    no_purchase: () => 'United States: no purchase or payment of any kind is necessary to enter or win.',
    void_where_prohibited: () => 'United States: void where prohibited by law.',
    winners_list: ({ contact }) =>
      `United Kingdom: the surname and county of winners can be had from ${contact}, unless a winner objects.`,
    source_of_rules: ({ address, contact }) =>
      `Russia: who organises it, its rules, the number of prizes, and when, where and how they are handed over is told at ${address} and by ${contact}.`,
  },
  changed: (version, day) => `Version ${version} of ${day}.`,
  box: ({ name, organiser, version, age, address }) =>
    `I have read the rules of “${name}” (version ${version}, ${address}) and agree to them.${age === null ? '' : ` I am at least ${age} years old.`} I agree that ${organiser} uses what I write here for this contest, as the rules say. I can withdraw this at any time.`,
}
