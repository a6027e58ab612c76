import { expect, test } from 'vitest'
import { type World, world } from '../../../../test/world.ts'
import { PersonaBody } from './contract.ts'
import { personaExamples } from './examples/index.ts'
import {
  addPersona,
  archivePersona,
  changePersona,
  listPersonas,
  readPersona,
  removePersona,
  restorePersona,
} from './service.ts'

const anna = PersonaBody.parse({
  name: 'Anna',
  kind: 'b2c',
  facts: [{ field: 'age', range: { from: 30, to: 44 }, evidence: 'survey', knownOn: '2029-11-01' }],
})
const all = { archived: false, limit: 30 }
const fault = (work: Promise<unknown>): Promise<string> =>
  work.then(() => 'none').catch((error) => error.code)

async function pictureIn(w: World, workspaceId: string, kind = 'image'): Promise<string> {
  const digest = crypto.randomUUID()
  const { id } = await w.ctx.db
    .insertInto('media')
    .values({
      ...{
        workspaceId,
        digest,
        uploadDigest: digest,
        kind,
        mime: `${kind}/png`,
        bytes: 1,
        width: 1,
        height: 1,
      },
      ...{ fileName: 'anna.png', storageKey: digest },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

test('a persona is described, changed over the version that was read, put away and taken back', async () => {
  const w = await world()
  const owner = w.actor('owner')
  const made = await addPersona(w.ctx, owner, anna)
  expect(made).toMatchObject({
    name: 'Anna',
    version: 1,
    facts: [{ evidence: 'survey', knownOn: '2029-11-01' }],
  })
  const changed = await changePersona(w.ctx, owner, made.id, {
    ...anna,
    portrait: 'Two children',
    version: 1,
  })
  expect(changed).toMatchObject({ portrait: 'Two children', version: 2 })
  expect(await fault(changePersona(w.ctx, owner, made.id, { ...anna, version: 1 }))).toBe('persona.changed')
  expect((await readPersona(w.ctx, owner, made.id)).portrait).toBe('Two children')
  await archivePersona(w.ctx, owner, made.id)
  expect((await listPersonas(w.ctx, owner, all)).items).toEqual([])
  await restorePersona(w.ctx, owner, made.id)
  expect((await listPersonas(w.ctx, owner, all)).items).toHaveLength(1)
  await removePersona(w.ctx, owner, made.id)
  expect(await fault(readPersona(w.ctx, owner, made.id))).toBe('persona.not_found')
})

test('personas are listed page by page', async () => {
  const w = await world()
  const owner = w.actor('owner')
  for (let i = 0; i < 5; i++) await addPersona(w.ctx, owner, { ...anna, name: `Anna ${i}` })
  const names: string[] = []
  let cursor: string | undefined
  do {
    const page = await listPersonas(w.ctx, owner, { archived: false, limit: 2, cursor })
    names.push(...page.items.map(({ name }) => name))
    cursor = page.next ?? undefined
  } while (cursor)
  expect(names).toEqual(['Anna 0', 'Anna 1', 'Anna 2', 'Anna 3', 'Anna 4'])
})

test('a picture is one of ours, and no film; when its file goes, the persona stays', async () => {
  const w = await world()
  const owner = w.actor('owner')
  const there = await w.tenant()
  const theirs = await pictureIn(w, there.workspaceId)
  const film = await pictureIn(w, w.workspaceId, 'video')
  for (const mediaId of [theirs, film, crypto.randomUUID()])
    expect(await fault(addPersona(w.ctx, owner, { ...anna, mediaId }))).toBe('persona.no_media')
  const mediaId = await pictureIn(w, w.workspaceId)
  const made = await addPersona(w.ctx, owner, { ...anna, mediaId })
  expect(made.mediaId).toBe(mediaId)
  await w.ctx.db.deleteFrom('media').where('id', '=', mediaId).execute()
  expect((await readPersona(w.ctx, owner, made.id)).mediaId).toBeNull()
})

test('a fact says something, and an age begins before it ends', () => {
  const facts = (fact: object) => PersonaBody.safeParse({ name: 'A', kind: 'b2b', facts: [fact] })
  expect(facts({ field: 'job' }).error?.issues[0]?.path).toEqual(['facts', 0, 'words'])
  expect(facts({ field: 'age', range: { from: 40, to: 30 } }).success).toBe(false)
  expect(facts({ field: 'job', words: 'Head of production' }).success).toBe(true)
})

test('there are examples of both kinds in every language, and each can be kept as it is', async () => {
  const w = await world()
  const names = new Set<string>()
  for (const language of ['en', 'lv', 'ru', 'th', 'vi']) {
    const found = personaExamples(language)
    expect(found.map(({ kind }) => kind)).toEqual(['b2c', 'b2b'])
    for (const one of found) {
      names.add(one.name)
      expect(one.facts.length).toBeGreaterThan(9)
      await addPersona(w.ctx, w.actor('owner'), PersonaBody.parse(one))
    }
  }
  expect(names.size).toBe(10)
  expect(personaExamples('de-DE')).toEqual(personaExamples('en'))
})
