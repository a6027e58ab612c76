import { expect, test } from 'vitest'
import { world } from '../../../../test/world.ts'
import { NoteBody, NoteChange } from './contract.ts'
import { addNote, changeNote, listNotes, removeNote } from './service.ts'

const note = (more: object = {}) =>
  NoteBody.parse({ from: '2030-03-04', to: '2030-03-08', text: ' Trade fair ', colour: 'amber', ...more })

test('a note stands on each day that it touches, and in no other workspace', async () => {
  const w = await world()
  const editor = w.actor('editor')
  const made = await addNote(w.ctx, editor, note())
  expect(made).toMatchObject({ text: 'Trade fair', from: '2030-03-04', to: '2030-03-08', version: 1 })
  const on = async (from: string, to = from) =>
    (await listNotes(w.ctx, editor, { from, to })).items.map(({ text }) => text)
  expect(await on('2030-03-03')).toEqual([])
  expect(await on('2030-03-04')).toEqual(['Trade fair'])
  expect(await on('2030-03-08', '2030-03-31')).toEqual(['Trade fair'])
  expect(await on('2030-03-09')).toEqual([])
  const there = await w.tenant()
  const stranger = there.actor('owner')
  expect((await listNotes(w.ctx, stranger, { from: '2030-03-01', to: '2030-03-31' })).items).toEqual([])
  await expect(removeNote(w.ctx, stranger, made.id)).rejects.toMatchObject({
    code: 'calendar_note.not_found',
  })
})

test('of two who change a note at once the second is told and overwrites nothing', async () => {
  const w = await world()
  const editor = w.actor('editor')
  const { id } = await addNote(w.ctx, editor, note())
  const change = (text: string) =>
    changeNote(w.ctx, editor, id, NoteChange.parse({ ...note({ text }), version: 1 }))
  const results = await Promise.allSettled([change('Mine'), change('Theirs')])
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'calendar_note.changed' },
  })
})

test('a note that ends before it begins, or has no words, is refused', () => {
  expect(NoteBody.safeParse({ from: '2030-03-04', to: '2030-03-03', text: 'x' }).success).toBe(false)
  expect(NoteBody.safeParse({ from: '2030-03-04', to: '2032-03-04', text: 'x' }).success).toBe(false)
  expect(NoteBody.safeParse({ from: '2030-03-04', to: '2030-03-04', text: '  ' }).success).toBe(false)
})
