/** Money, the team and people from outside. */
import { pointer, type Tables, words } from './kind.ts'

export const meansMap: Tables = {
  budgets: { is: 'In which currency a workspace reckons.', personal: {}, plain: 'currency' },
  budget_lines: {
    is: 'Something that costs or earns.',
    personal: { name: words('Its name.'), note: words('What it is for.') },
    plain: 'side kind currency spread',
  },
  budget_entries: {
    is: 'What was spent or earned.',
    personal: { note: words('For what, and to whom.'), entered_by: pointer('Who entered it.') },
    plain: 'currency',
  },
  budget_rates: {
    is: 'What a currency is worth.',
    personal: {},
    plain: 'from_currency to_currency source',
  },
  team_people: {
    is: 'Somebody who works here; of a member the name stands with their account.',
    personal: {
      user_id: pointer('Who they are.'),
      name: words('Of somebody without an account.'),
      contact: words('How somebody without an account is reached.'),
    },
    plain: 'functions',
  },
  team_works: { is: 'A kind of work.', personal: { name: words('Its name.') }, plain: 'function' },
  team_parts: { is: 'What somebody is for a kind of work.', personal: {}, plain: 'parts' },
  contractor_jobs: {
    is: 'A piece of work for somebody from outside.',
    personal: {
      title: words('Its name.'),
      brief: words('What is to be made.'),
      reason: words('Why.'),
      place: words('Where it is to appear.'),
      criteria: words('By what one sees that it is done.'),
      rights: words('What of their rights the contractor hands over.'),
      owner_id: pointer('Who looks after it.'),
    },
    plain: 'state currency',
  },
  contractor_candidates: {
    is: 'Somebody who could do it, or does.',
    personal: {
      name: words('Their name.'),
      contact: words('How they are reached.'),
      note: words('What is known of them.'),
    },
    plain: 'currency state',
  },
  contractor_notes: {
    is: 'What was said of a piece of work, and each step that it took.',
    personal: { words: { ...words('The words.'), exported: true }, author_id: pointer('Who said it.') },
    plain: 'state',
  },
  contractor_files: {
    is: 'What belongs to a piece of work.',
    personal: { url: words('Where it lies.'), name: words('What it is called.') },
    plain: 'purpose',
  },
}
