import { expect, test } from 'vitest'
import { newsroom } from '../posts/samples.ts'
import { addSnippet, changeSnippet, readSnippets, removeSnippet } from './service.ts'

test('a snippet is kept, changed by who saw it last, and removed; a name stands once', async () => {
  const w = await newsroom()
  const editor = w.actor('editor')
  const body = { name: 'Hours', text: 'Open in {{city}} from 8' }
  const made = await addSnippet(w.ctx, editor, body)
  expect(made).toMatchObject({ ...body, version: 1 })
  await expect(addSnippet(w.ctx, editor, { ...body, name: 'hours' })).rejects.toMatchObject({
    code: 'snippet.name_taken',
  })
  await changeSnippet(w.ctx, editor, made.id, { name: 'Hours', text: 'From 9', version: 1 })
  await expect(
    changeSnippet(w.ctx, editor, made.id, { name: 'Hours', text: 'From 10', version: 1 }),
  ).rejects.toMatchObject({ code: 'snippet.changed' })
  const there = await w.tenant()
  expect((await readSnippets(w.ctx, there.actor('editor'))).items).toEqual([])
  await expect(removeSnippet(w.ctx, there.actor('owner'), made.id)).rejects.toMatchObject({
    code: 'snippet.not_found',
  })
  expect((await readSnippets(w.ctx, editor)).items.map(({ text }) => text)).toEqual(['From 9'])
  await removeSnippet(w.ctx, editor, made.id)
  expect((await readSnippets(w.ctx, editor)).items).toEqual([])
})
