import type { SignalId } from '../impostors/contract.ts'

type Facts = Readonly<Record<string, string | number>>

/** The signals in English, for the pack that goes to a network. The screen has words of its own in every language. */
const sentences: Record<SignalId, string> = {
  handle_same: 'Same handle: {theirs}',
  handle_lookalike: 'The handle {theirs} looks like {ours}, but is written with other signs',
  handle_slip: 'The handle {theirs} differs from {ours} in {slips} sign(s)',
  handle_claim: 'Our handle with “{around}”',
  handle_place: 'Our handle with a place: “{around}”',
  handle_digits: 'Our handle with digits: {theirs}',
  handle_within: 'Our handle is within {theirs}',
  name_same: 'Same name: {theirs}',
  name_lookalike: 'The name {theirs} looks like {ours}, but is written with other signs',
  name_slip: 'The name {theirs} is nearly {ours}',
  name_claim: 'Our name with “{around}”',
  name_place: 'Our name with a place: “{around}”',
  name_within: 'Our name is within {theirs}',
  name_near: 'The name {theirs} resembles {ours}',
  mixed_alphabets: 'One word is written in several alphabets: {text}',
  picture_same: 'Same picture (perceptual hash)',
  picture_near: 'Nearly the same picture (perceptual hash)',
  picture_other: 'Another picture',
  bio_copied: '{share} % of the description is ours',
  claims: 'Says that it speaks for the brand: “{words}”',
  lures: 'Asks people to write, pay or hand something over: “{words}”',
  site_lookalike: 'Links to a site that looks like ours: {site}',
  young: 'The account is {days} day(s) old',
  few_followers: '{followers} follower(s)',
  no_posts: '{posts} post(s)',
  honest_words: 'Says that it is not the brand: “{words}”',
  honest_name: 'Its name says that it is not the brand: “{around}”',
  older: 'Older than our account',
  many_followers: '{followers} followers',
  established: '{posts} posts over {days} days',
  links_to_us: 'Links to {site}, which is ours',
  proven_ours: 'Has proven to own {site}, which is ours',
  proven_theirs: 'Has proven to own a site of its own: {site}',
  followed_by_us: 'We follow it',
}

export const sentenceOf = (id: SignalId, facts: Facts): string =>
  sentences[id].replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? ''))
