import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { HashtagList } from '../../../modules/create/hashtags/contract.ts'
import { type Mention, MentionAnswer } from '../../../modules/create/mentions/contract.ts'
import { SnippetList } from '../../../modules/create/snippets/contract.ts'
import { ask } from '../../api/query.ts'

/** People type letter by letter: networks are asked when the word has rested. */
const restMs = 250

export function useRested(words: string): string {
  const [rested, setRested] = useState(words)
  useEffect(() => {
    const timer = setTimeout(() => setRested(words), restMs)
    return () => clearTimeout(timer)
  }, [words])
  return rested
}

export const askHashtags = () =>
  ask({ topic: 'composer', path: '/hashtags', schema: HashtagList, fresh: 300_000 })
export const askSnippets = () =>
  ask({ topic: 'composer', path: '/snippets', schema: SnippetList, fresh: 300_000 })

/** Whom these channels' networks find under some words. */
export function useMentionable(words: string, channelIds: readonly string[]) {
  const q = useRested(words.replace(/^@/, '').trim())
  const query = { q, channels: channelIds.join(',') }
  return useQuery({
    ...ask({ topic: 'me', path: '/mentionable', query, schema: MentionAnswer, fresh: 60_000 }),
    enabled: q.length >= 2 && channelIds.length > 0,
    placeholderData: (before) => before,
  })
}

/** What was found as mentions: those that are known first, with all their accounts; nobody stands there twice. */
export function offeredFrom({ known, found }: MentionAnswer): Mention[] {
  const isKnown = (network: string, account: string) =>
    known.some(({ accounts }) => accounts[network]?.account === account)
  return [
    ...known,
    ...found
      .filter(({ network, account }) => !isKnown(network, account))
      .map(({ network, account, handle, name }) => ({
        text: `@${handle}`,
        name,
        accounts: { [network]: { account, handle } },
      })),
  ]
}
