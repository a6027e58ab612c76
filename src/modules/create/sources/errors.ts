import { defineErrors } from '../../../platform/errors.ts'

export const sourceError = defineErrors('post_source', {
  not_found: ['missing', 'There is no such feed in this workspace.'],
  changed: ['conflict', 'Somebody changed this feed since you read it. Look at it again, then save.'],
  may_not_publish: ['forbidden', 'Your role may not publish. Let the feed make drafts, or proposals.'],
  no_channel: ['invalid', 'There is no such channel in this workspace. Choose another.'],
  no_campaign: ['invalid', 'There is no such campaign in this workspace. Choose another, or none.'],
  channels_missing: ['invalid', 'Choose at least one channel to which the posts go.'],
  not_fetched: ['invalid', 'The feed cannot be fetched ({reason}). Look at its address.'],
  no_feed: [
    'invalid',
    'At this address there is no RSS, Atom or JSON feed. Look for the address of the feed itself.',
  ],
  too_many: ['invalid', 'There are {most} feeds already. Remove one that is not needed.'],
  cursor: ['invalid', 'The cursor is none of ours. Leave it out to start at the first page.'],
})
