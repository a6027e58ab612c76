import { expect, test } from 'vitest'
import { stageOf } from './film.ts'
import { addressOf, linkOf, sameWords, wholeId } from './post.ts'

const phases = (whole: string, made?: string, out?: string) => ({
  video_status: whole,
  ...(made && { processing_phase: { status: made } }),
  ...(out && { publishing_phase: { status: out } }),
})

test.each([
  ['brought up', phases('upload_complete', 'not_started', 'not_started'), false, 'waiting'],
  ['on its way up', phases('uploading'), false, 'waiting'],
  [
    'called processing before anything began',
    phases('processing', 'not_started', 'not_started'),
    false,
    'waiting',
  ],
  ['worked on', phases('processing', 'in_progress', 'not_started'), false, 'working'],
  ['ready and not shown', phases('ready', 'complete', 'not_started'), true, 'working'],
  ['ready, by its own word unpublished', phases('ready'), false, 'working'],
  ['ready and published', phases('ready'), true, 'out'],
  ['ready and shown', phases('ready', 'complete', 'complete'), false, 'out'],
  ['shown before it is ready', phases('processing', 'in_progress', 'complete'), true, 'working'],
  ['failed while it was worked on', phases('processing', 'error'), false, 'failed'],
  ['failed while it was to be shown', phases('ready', 'complete', 'error'), false, 'failed'],
  ['expired', phases('expired'), false, 'failed'],
] as const)('a film that is %s', (_, status, published, stage) => {
  expect(stageOf({ id: '1', published, status })).toBe(stage)
})

test('a post’s card is that of the first address as it is written', () => {
  const of = (text: string) =>
    linkOf({ text, media: [], poll: null, link: null, quote: null }, { options: {} })
  expect(of('See https://a.example/b?c=(d), or http://e.example.')).toBe('https://a.example/b?c=(d)')
  expect(of('(see https://a.example/b).')).toBe('https://a.example/b')
  expect(of('“https://a.example/ß”')).toBe('https://a.example/ß')
  expect(of('nothing here, https:// neither')).toBeNull()
})

test('ids and addresses are made whole, and words are the same however they are put together', () => {
  expect([wholeId('1', '2'), wholeId('1', '1_2')]).toEqual(['1_2', '1_2'])
  expect([addressOf('/reel/5/', '1_2'), addressOf(null, '1_2')]).toEqual([
    'https://www.facebook.com/reel/5/',
    'https://www.facebook.com/1_2',
  ])
  expect(sameWords(' Tiếng Việt \n', 'Tiếng Việt'.normalize('NFD'))).toBe(true)
  expect(sameWords('a b', 'ab')).toBe(false)
})
