import { addressKey } from '../../../../networks/kit/address.ts'
import type { Manifest } from '../../../../networks/kit/manifest.ts'
import { leadsOf, type NamedBy, type Naming, type Tagging, tagText, tagUrl } from '../../links/plain/tag.ts'
import type { Mention } from '../../mentions/contract.ts'
import { accountsOn, mentionsOf, writeMentions } from '../../mentions/plain/written.ts'

/** For whom words are written: a channel, its network, and by what rule its links are named. */
export type Sender = {
  network: Pick<Manifest, 'id' | 'linksLead'>
  handle: string
  tagging: Tagging | null
}

type Written = {
  parts: { text: string; link: { url: string } | null }[]
  firstReply: string | null
  mentions?: Mention[]
}

/**
 * What a channel sends: mentions as its network knows them, and links that say where their readers came from. The composer
 * shows it, the counters count it, and deliveries freeze it; nothing of it is kept in the post.
 */
export function asSent<C extends Written>({ mentions = [], ...content }: C, sender: Sender) {
  const { rule, by, leads } = namingOf(sender)
  const write = (text: string): string => {
    const named = writeMentions(text, sender.network.id, mentions)
    return leads ? named : tagText(named, rule, by)
  }
  const texts = textsOf(content)
  const accounts = accountsOn(sender.network.id, mentionsOf(texts, mentions))
  const led = leads ? unique(texts.flatMap((text) => leadsOf(text, rule, by))) : []
  return {
    ...content,
    parts: content.parts.map((part) => ({
      ...part,
      text: write(part.text),
      link: part.link && { ...part.link, url: tagUrl(part.link.url, rule, by) },
    })) as C['parts'],
    firstReply: content.firstReply && write(content.firstReply),
    ...(accounts.length > 0 && { mentions: accounts }),
    ...(led.length > 0 && { leads: led }),
  }
}

/** One text as a channel sends it, for counting it alone. */
export const textAsSent = (text: string, mentions: readonly Mention[], sender: Sender): string => {
  const { rule, by, leads } = namingOf(sender)
  const named = writeMentions(text, sender.network.id, mentions)
  return leads ? named : tagText(named, rule, by)
}

/** The links of a post with what becomes of them on a channel, each once. */
export function linksAsSent(content: Written, sender: Sender): { url: string; to: string }[] {
  const { rule, by } = namingOf(sender)
  return oneEach(textsOf(content).flatMap((text) => leadsOf(text, rule, by)))
}

const textsOf = ({ parts, firstReply }: Written): string[] => [
  ...parts.map(({ text }) => text),
  firstReply ?? '',
]

const unique = (leads: readonly { url: string; to: string }[]) => [
  ...new Map(leads.map((lead) => [lead.url, lead])).values(),
]

/** The same address, written in two ways, is one to whoever looks through the links. */
function oneEach(leads: readonly { url: string; to: string }[]) {
  const seen = new Set<string>()
  return leads.filter(({ url }) => {
    const { size } = seen
    return seen.add(keyOf(url)).size > size
  })
}

const keyOf = (url: string): string => addressKey(url, { tracked: true }) ?? url

function namingOf({ network, handle, tagging }: Sender): {
  rule: Naming | null
  by: NamedBy
  leads: boolean
} {
  const { rule = null, campaign = '', pillar = '', category = '' } = tagging ?? {}
  const by = { network: network.id, channel: handle, campaign, pillar, category }
  return { rule, by, leads: network.linksLead === true }
}
