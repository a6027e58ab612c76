import { defineErrors } from '../../../platform/errors.ts'

export const publicationError = defineErrors('publication', {
  not_found: ['missing', 'There is no such publication in this workspace.'],
  gone: ['conflict', 'It is no longer at the network.'],
  cannot_remove: ['invalid', '{network} lets no program remove a post. Remove it there by hand.'],
  only_address: [
    'invalid',
    'Only its address is known, so no program finds it at {network}. Remove it there by hand.',
  ],
  cannot_edit: ['invalid', '{network} lets no program change what is published.'],
  not_ours: ['invalid', 'Only what was published with Carillon can be changed from here.'],
  wrong_parts: ['invalid', 'It has {parts} parts; give a text for each of them.'],
  not_approved: [
    'conflict',
    'A yes to the new words is missing: {who}. Ask for it; the change goes out as soon as it is there.',
  ],
  change_requested: [
    'conflict',
    '{who} asked for a change of this post, which holds it. Ask for approval of your new words, then let the request be resolved.',
  ],
  under_way: ['conflict', 'A change of this post is on its way to the network. Look again in a moment.'],
  no_change: ['conflict', 'No change of this post waits. It may be out already.'],
  refused: ['invalid', 'The network did not take the change: {words}'],
  unavailable: ['unavailable', 'The network could not be reached: {words} Try again in a moment.'],
  bad_cursor: ['invalid', 'The cursor is none of ours. Leave it out to start at the first page.'],
})
