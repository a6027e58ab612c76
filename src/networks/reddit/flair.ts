import type { SendCall } from '../kit/network.ts'
import { flairsOf, type Place, requirementsOf } from './communities.ts'
import type { Prepared } from './parts.ts'
import { expectMeets, refuse, type Wish } from './post.ts'

type Call = Pick<SendCall, 'tools' | 'account' | 'content' | 'signal'>

/** Asks the community what it wants, and finds the flair that is meant. */
export async function settledFlair(
  call: Call,
  wish: Wish,
  { community, flair }: Place,
): Promise<Prepared['flair']> {
  const told = typeof call.content.options.flair === 'string' ? call.content.options.flair.trim() : ''
  // Nobody sets rules on their own profile.
  if (community.startsWith('u_')) {
    if (flair !== null || told)
      refuse('flair_unknown', 'A profile has no flairs. Take the flair out and try again.')
    return null
  }
  const requirements = await requirementsOf(call, community)
  expectMeets(wish, requirements, community)
  if (flair === null && !told) {
    if (requirements.is_flair_required) await refuseFlairless(call, community)
    return null
  }
  if (flair !== null && !told) return { id: flair, text: null }
  const flairs = await flairsOf(call, community, true)
  if (flair !== null) {
    const chosen = flairs.find(({ id }) => id === flair)
    if (chosen && !chosen.text_editable && !alike(chosen.text, told))
      refuse(
        'flair_unknown',
        `The words of the flair “${chosen.text}” cannot be changed. Empty the field “Flair” and try again.`,
      )
    return { id: flair, text: told }
  }
  const meant = flairs.find(({ text }) => alike(text, told))
  if (meant) return { id: meant.id, text: null }
  return refuse('flair_unknown', `r/${community} has no flair of these words. ${listed(flairs)}`)
}

const alike = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase()

async function refuseFlairless(call: Call, community: string): Promise<never> {
  const flairs = await flairsOf(call, community, false)
  return refuse('flair_needed', `r/${community} wants a flair with every post. ${listed(flairs)}`)
}

const listed = (flairs: readonly { text: string }[]): string => {
  const texts = flairs.filter(({ text }) => text).slice(0, 10)
  if (texts.length === 0) return 'Choose one after a check of the channel.'
  return `It has: ${texts.map(({ text }) => `“${text.slice(0, 64)}”`).join(', ')}.`
}
