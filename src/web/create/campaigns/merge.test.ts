import { expect, test } from 'vitest'
import { CampaignBody } from '../../../modules/create/campaigns/contract.ts'
import { mergeFacts } from './merge.ts'

const facts = (more: object = {}) => CampaignBody.parse({ name: 'Spring', ...more })

test('what only they changed is taken; what both changed is asked; what only I changed stays mine', () => {
  const theirs = facts({ brief: 'Theirs', hashtags: ['rye'], endsOn: '2030-05-31' })
  const mine = facts({ brief: 'Mine', name: 'Summer', endsOn: '2030-05-31' })
  expect(mergeFacts(facts(), mine, theirs)).toEqual({ take: ['hashtags'], both: ['brief'] })
})

test('nothing is asked where they changed nothing that the form has', () => {
  expect(mergeFacts(facts(), facts({ brief: 'Mine' }), facts())).toEqual({ take: [], both: [] })
})
