import { expect, test } from 'vitest'
import { ofView } from './times.ts'

const one = (name: string, startsOn: string | null, endsOn: string | null) => ({
  ...{ name, startsOn, endsOn, archivedAt: null },
})
const all = [
  one('Always', null, null),
  one('Autumn', '2026-09-01', '2026-11-29'),
  one('Last day', '2026-11-01', '2026-11-30'),
  one('Spring', '2027-03-01', null),
  one('Summer', null, '2026-08-31'),
  one('Winter', '2026-11-20', '2027-02-28'),
]
const names = (view: 'running' | 'over') => ofView(all, view, '2026-11-30').map(({ name }) => name)

test('what runs and what is ahead stand in the order of time, without dates last', () => {
  expect(names('running')).toEqual(['Last day', 'Winter', 'Spring', 'Always'])
})

test('what is over stands apart, the latest first; a campaign runs on its last day', () => {
  expect(names('over')).toEqual(['Autumn', 'Summer'])
})
