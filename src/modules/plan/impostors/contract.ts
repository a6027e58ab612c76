import { z } from 'zod'

export const Level = z.enum(['likely', 'possible', 'unlikely'])
export type Level = z.infer<typeof Level>

/** From how many points on people are told, and from how many it is shown at all. See README.md. */
export const thresholds = { likely: 60, possible: 35 } as const

export const levelOf = (points: number): Level =>
  points >= thresholds.likely ? 'likely' : points >= thresholds.possible ? 'possible' : 'unlikely'

/** What can speak for or against. */
export const signalIds = [
  'handle_same',
  'handle_lookalike',
  'handle_slip',
  'handle_claim',
  'handle_place',
  'handle_digits',
  'handle_within',
  'name_same',
  'name_lookalike',
  'name_slip',
  'name_claim',
  'name_place',
  'name_within',
  'name_near',
  'mixed_alphabets',
  'picture_same',
  'picture_near',
  'picture_other',
  'bio_copied',
  'claims',
  'lures',
  'site_lookalike',
  'young',
  'few_followers',
  'no_posts',
  'honest_words',
  'honest_name',
  'older',
  'many_followers',
  'established',
  'links_to_us',
  'proven_ours',
  'proven_theirs',
  'followed_by_us',
] as const
export const SignalId = z.enum(signalIds)
export type SignalId = z.infer<typeof SignalId>
