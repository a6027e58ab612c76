import type { MentionSearch } from '../kit/network.ts'
import { answered } from './failures.ts'
import { agentOf } from './session.ts'

export const mentions: MentionSearch = {
  search: (tools, account, words, most) =>
    answered({ server: account.server, changes: false }, async () => {
      const agent = await agentOf(tools, account)
      const { data } = await agent.app.bsky.actor.searchActorsTypeahead({
        q: words,
        limit: Math.min(most, 100),
      })
      return (
        data.actors
          // An invalid handle is one that leads nowhere: nobody can be mentioned by it.
          .filter(({ handle }) => handle !== 'handle.invalid')
          .slice(0, most)
          .map(({ did, handle, displayName }) => ({
            account: did,
            handle,
            name: displayName?.trim() || handle,
          }))
      )
    }),
}
