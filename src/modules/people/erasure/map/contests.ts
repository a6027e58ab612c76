/** Contests, and what people who are no members agreed to. */
import { pointer, secret, stranger, type Tables, words } from './kind.ts'

/** Of those who take part, by their own word: it goes when the rules said that it would. */
const taker = (why: string) =>
  stranger(why, 'until the day that the rules of the contest tell, at most two years after its end')
const agreed = (why: string) =>
  stranger(why, 'three years after it was withdrawn; for a contest as long as its data')

export const contestsMap: Tables = {
  consents: {
    is: 'What somebody who is no member agreed to: the proof of it.',
    personal: {
      who: agreed('Their mail address.'),
      who_key: agreed('The same in small letters, by which they are found.'),
      words: words('What they agreed to.'),
    },
    plain: 'purpose version language how subject_kind withdrawn_how',
  },
  contests: {
    is: 'A contest.',
    personal: {
      name: words('Its name.'),
      facts: words('Who organises it, prizes, rules.'),
      form: words('What its form asks.'),
      beacon: words('Which public number goes into the draw.'),
      cancelled_why: words('Why it was cancelled.'),
    },
    plain: 'stage time_zone token commitment list_hash erased',
  },
  contest_seeds: {
    is: 'The seeds of its draws.',
    personal: { sealed: secret('The seeds.', 'as long as the contest') },
    plain: 'key_id',
  },
  contest_rules: {
    is: 'Its rules as they were published.',
    personal: {
      texts: words('The rules.'),
      reason: words('Why they were changed.'),
      user_id: pointer('Who published them.'),
    },
    plain: 'packs',
  },
  contest_posts: {
    is: 'A post whose readers take part.',
    personal: { failure: words('Why it could not be read.') },
    plain: 'remote_id ways place partial',
  },
  contest_people: {
    is: 'Somebody who takes part.',
    personal: {
      reason: taker('Why they were excluded.'),
      salt: taker('With it they prove that they stand in the list.'),
      judged_by: pointer('Who judged them.'),
    },
    plain: 'state signals merged_how leaf',
  },
  contest_entries: {
    is: 'How they took part.',
    personal: {
      same_key: taker('By what a second entry is known: account or mail address.'),
      account: taker('Their account.'),
      handle: taker('Its handle.'),
      name: taker('Their name.'),
      url: taker('Where their account is.'),
      mail: taker('Their mail address.'),
      words: taker('What they answered.'),
      words_key: taker('The same without spaces and signs, to find copies.'),
      address_key: taker('A digest of their network address that only this contest makes.'),
      code: taker('With it they prove the accounts that they named.'),
    },
    plain: 'way network language',
  },
  contest_keys: {
    is: 'By what one is known again.',
    personal: { key: taker('Account, handle or mail address.') },
    plain: '',
  },
  contest_claims: {
    is: 'An account that somebody named as theirs.',
    personal: {
      handle: taker('As they wrote it.'),
      key: taker('The same as others are known by it.'),
    },
    plain: 'network',
  },
  contest_erased: {
    is: 'Who was erased and is not collected again.',
    personal: { digest: taker('A digest of their account that only this house and contest makes.') },
    plain: '',
  },
  contest_notes: {
    is: 'What was decided about somebody.',
    personal: { reason: taker('Why.'), user_id: pointer('Who decided.') },
    plain: 'what before',
  },
  contest_lists: { is: 'The published list: digests that name nobody.', personal: {}, plain: 'leaves' },
  contest_draws: {
    is: 'A round of the draw.',
    personal: { user_id: pointer('Who drew.') },
    plain: 'reason seed beacon beacon_proof leaves',
  },
  contest_winners: {
    is: 'A winner.',
    personal: { note: taker('How far their prize is.'), shown_as: taker('How they agreed to be named.') },
    plain: 'leaf state',
  },
}
