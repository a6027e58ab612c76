import { mentionsIn } from '../../../../networks/kit/text.ts'
import type { Mention } from '../contract.ts'

/** What stands in a text of one network instead of a mention. */
export const writtenOn = (network: string, { name, accounts }: Mention): string => {
  const here = accounts[network]
  return here ? `@${here.handle}` : name
}

/** A text with its mentions as one network knows them; what is no known mention stays as it is. */
export function writeMentions(text: string, network: string, mentions: readonly Mention[]): string {
  if (mentions.length === 0 || !text.includes('@')) return text
  const known = new Map(mentions.map((mention) => [mention.text.toLowerCase(), mention]))
  let written = text
  for (const { start, end } of mentionsIn(text).reverse()) {
    const mention = known.get(text.slice(start, end).toLowerCase())
    if (mention) written = written.slice(0, start) + writtenOn(network, mention) + written.slice(end)
  }
  return written
}

/** Those of the mentions that stand in some of the texts. */
export function mentionsOf(texts: readonly string[], mentions: readonly Mention[]): Mention[] {
  const there = new Set(
    texts.flatMap((text) => mentionsIn(text).map(({ start, end }) => text.slice(start, end).toLowerCase())),
  )
  return mentions.filter(({ text }) => there.has(text.toLowerCase()))
}

/** As the network's own program finds them: what stands in its text, and who it is for good. */
export const accountsOn = (
  network: string,
  mentions: readonly Mention[],
): { text: string; account: string }[] =>
  mentions.flatMap(({ accounts }) => {
    const here = accounts[network]
    return here ? [{ text: `@${here.handle}`, account: here.account }] : []
  })
