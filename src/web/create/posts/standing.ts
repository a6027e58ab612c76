import type { DeliverySummary, Post } from '../../../modules/create/posts/contract.ts'

/** What needs somebody before what is coming before what is done. */
const order = [
  'in_doubt',
  'failed',
  'missed',
  'handed',
  'sending',
  'sent',
  'waiting',
  'claimed',
  'scheduled',
  'published',
  'cancelled',
] as const

export const byUrgency = (deliveries: readonly DeliverySummary[]): DeliverySummary[] =>
  [...deliveries].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))

export const standingOf = (post: Pick<Post, 'deliveries'>): DeliverySummary['state'] =>
  byUrgency(post.deliveries)[0]?.state ?? 'scheduled'
