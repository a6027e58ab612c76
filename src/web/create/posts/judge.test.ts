import { expect, test } from 'vitest'
import { puppet } from '../../../../test/networks/puppet.ts'
import { Connection } from '../../../modules/create/compliance/contract.ts'
import { limitsOf } from '../../../networks/kit/limits.ts'
import type { Manifest } from '../../../networks/kit/manifest.ts'
import { judge } from './judge.ts'
import { setOption, toggleChannel } from './tailor.ts'
import type { DeskChannel } from './use-desk.ts'
import { emptyWriting } from './writing.ts'

const source = { from: 'test', on: '2030-01-01', confidence: 'primary' } as const
const manifest: Manifest = {
  ...puppet().network.manifest,
  options: [
    { name: 'kind', kind: 'text', label: 'Kind' },
    { name: 'audience', kind: 'text', label: 'Audience' },
  ],
  kinds: { option: 'kind', rules: { draft: { unmarked: true } } },
  paidPartnership: { shows: 'Paid', source, notWith: { option: 'audience', values: ['nobody'] } },
}
const channel = {
  ...{ id: 'a', handle: '@bells', manifest, naming: null },
  rules: { ...manifest, ...limitsOf(manifest, {}) },
} as unknown as DeskChannel

test('a paid partnership that nobody would see is told while it is written', () => {
  const connection = Connection.parse({ kind: 'payment', sponsor: 'Mill', native: true })
  const tied = { ...toggleChannel(emptyWriting, 'a'), connection }
  const codes = (writing: typeof tied) => judge(writing, channel).map(({ code }) => code)
  const hidden = setOption(tied, 'a', 'audience', 'nobody') as typeof tied
  expect(codes(hidden)).toContain('option_hides_partner')
  expect(codes(tied)).not.toContain('option_hides_partner')
  expect(codes(setOption(hidden, 'a', 'kind', 'draft') as typeof tied)).not.toContain('option_hides_partner')
  expect(codes({ ...hidden, connection: { ...connection, native: false } })).not.toContain(
    'option_hides_partner',
  )
})

test('what a kind of post does not ask for is no setting of it, whatever its default', () => {
  const asking: Manifest = {
    ...manifest,
    options: [
      { name: 'kind', kind: 'text', label: 'Kind', default: 'post' },
      { name: 'inFeed', kind: 'switch', label: 'In the feed', default: true },
    ],
    kinds: { option: 'kind', rules: { story: { without: ['inFeed'] } } },
  }
  const as = (kind: string) => {
    const rules = { ...asking, ...limitsOf(asking, {}, { kind }) }
    const own = { ...channel, manifest: asking, rules } as unknown as DeskChannel
    const writing = setOption(toggleChannel(emptyWriting, 'a'), 'a', 'kind', kind)
    return judge(writing, own).map(({ code }) => code)
  }
  expect(as('post')).not.toContain('option_unknown')
  expect(as('story')).not.toContain('option_unknown')
})
