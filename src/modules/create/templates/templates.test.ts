import { expect, test } from 'vitest'
import { PostSeed } from '../posts/contract.ts'
import { join, newsroom } from '../posts/samples.ts'
import { fillGaps, gapsIn } from './contract.ts'
import { addTemplate, archiveTemplate, fillTemplate, pageTemplates } from './service.ts'

test('gaps are found once, filled where somebody said what stands in them, and never filled by what was filled in', () => {
  expect(gapsIn('{{name}} has {{ price }}, {{name}} {{}} {x}')).toEqual(['name', 'price'])
  expect(fillGaps('{{name}} costs {{price}}', { name: '{{price}}' })).toBe('{{price}} costs {{price}}')
  expect(fillGaps('{{toString}}', {})).toBe('{{toString}}')
})

test('a template is kept, found by its words, filled in for other channels, and put away', async () => {
  const w = await newsroom()
  const editor = w.actor('editor')
  const [first, second] = [await join(w), await join(w, { network: 'gazette' })]
  const post = PostSeed.parse({
    content: { parts: [{ text: 'Try our {{bread}}' }], firstReply: '{{price}} euros' },
    variants: [{ channelId: first }],
  })
  const made = await addTemplate(w.ctx, editor, { name: 'Offer', post })
  expect(made.variables).toEqual(['bread', 'price'])
  await expect(addTemplate(w.ctx, editor, { name: 'offer', post })).rejects.toMatchObject({
    code: 'post_template.name_taken',
  })
  const find = async (text: string) =>
    (await pageTemplates(w.ctx, editor, { text, archived: false, limit: 10 })).items.length
  expect([await find('our'), await find('OFF'), await find('100%')]).toEqual([1, 1, 0])
  const draft = await fillTemplate(w.ctx, editor, made.id, { values: { bread: 'rye' }, channelIds: [second] })
  expect(draft).toMatchObject({
    stage: 'draft',
    content: { parts: [{ text: 'Try our rye' }], firstReply: '{{price}} euros' },
    variants: [{ channelId: second }],
  })
  await archiveTemplate(w.ctx, editor, made.id)
  expect(await find('our')).toBe(0)
})
