import type { Agent } from '@atproto/api'
import type { Content, Json } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import { failureIn } from './failures.ts'

/**
 * Links, mentions and tags of a text, by their place in bytes of UTF-8 as the lexicon wants it. Found as Bluesky's own
 * app finds them. A mention of somebody whom the server does not know stays plain text; a lookup that fails for any
 * other reason fails the whole, so that nobody's mention is lost to a bad minute.
 */
export async function facetsOf(agent: Agent, text: string, known: Known = {}): Promise<Json[]> {
  const { RichText } = await import('@atproto/api')
  const rich = new RichText({ text })
  rich.detectFacetsWithoutResolution()
  const found = await Promise.all(
    (rich.facets ?? []).map(async (facet) => {
      const features = await Promise.all(
        facet.features.map((feature) => resolved(agent, feature as Feature, known)),
      )
      return features.includes(null) ? [] : [{ index: { ...facet.index }, features } as Json]
    }),
  )
  return found.flat()
}

/** What is known of the words beforehand: who is mentioned, and where links lead. */
type Known = Pick<Content, 'mentions' | 'leads'>

const leadOf = (uri = '', { leads = [] }: Known): string => leads.find(({ url }) => url === uri)?.to ?? uri

type Feature = { $type: string; did?: string; uri?: string; tag?: string }

async function resolved(agent: Agent, feature: Feature, known: Known): Promise<Json> {
  if (feature.$type === 'app.bsky.richtext.facet#link') return { ...feature, uri: leadOf(feature.uri, known) }
  if (feature.$type !== 'app.bsky.richtext.facet#mention') return { ...feature } as Json
  const handle = feature.did ?? ''
  const chosen = known.mentions?.find(({ text }) => text.toLowerCase() === `@${handle.toLowerCase()}`)
  // Whom a person chose is who is meant, also when the handle has another owner since.
  const did = chosen?.account ?? (await didOf(agent, handle))
  return did && { $type: feature.$type, did }
}

/** The DID of a handle as the account's own server resolves it, by DNS or by HTTPS; null when there is none. */
export async function didOf(agent: Agent, handle: string): Promise<string | null> {
  if (handle.startsWith('did:')) return handle
  try {
    return (await agent.com.atproto.identity.resolveHandle({ handle })).data.did
  } catch (thrown) {
    const failure = failureIn(thrown)
    if (failure instanceof NetworkFailure && failure.kind === 'rejected') return null
    throw thrown
  }
}
