import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { afterAll, expect, test } from 'vitest'
import { impostor, presenceHouse } from '../../../../test/factories/presence.ts'
import { runsOf } from '../../../platform/pdf/fonts.ts'
import { drawEvidence, readEvidence, takeEvidence } from './evidence.ts'
import { Pack } from './pack.ts'
import { startAudit } from './service.ts'
import { judgeSuspect } from './verdicts.ts'

const stops: (() => Promise<void>)[] = []
afterAll(() => Promise.all(stops.map((stop) => stop())))

async function suspected(name = 'Birсh Ваkerу เบเกอรี่ Tiệm Bánh') {
  const h = await presenceHouse()
  stops.push(() => h.fake.stop())
  const did = h.fake.stranger(
    'person1-official.test',
    { ...impostor, displayName: name },
    { followers: 9, posts: 2 },
  )
  await startAudit(h.ctx, h.actor('owner'))
  await h.runJobs()
  const { id } = await h.ctx.db.selectFrom('suspects').select('id').executeTakeFirstOrThrow()
  return { ...h, did, id }
}

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex')

test('a pack holds what the suspect shows now, beside ours, with pictures, and its digest is that of the file', async () => {
  const h = await suspected()
  const owner = h.actor('owner')
  // Renamed since the audit: the pack shows what is there now.
  Object.assign(h.fake.person(h.did).profile, { description: 'Send us your card number' })
  await judgeSuspect(h.ctx, owner, h.id, { verdict: 'impostor', reason: 'Asks for cards' })
  const { id, digest } = await takeEvidence(h.ctx, owner, h.id)
  const { body } = await readEvidence(h.ctx, owner, id)
  expect(sha256(body)).toBe(digest)
  const pack = Pack.parse(JSON.parse(body))
  expect(pack.suspect).toMatchObject({
    handle: 'person1-official.test',
    profile: { bio: 'Send us your card number' },
  })
  expect(pack.ours).toMatchObject({ name: 'Birch Bakery', profile: { followers: 4000 } })
  expect(pack.verdicts).toMatchObject([{ verdict: 'impostor', reason: 'Asks for cards' }])
  expect(pack.pictures.map(({ of }) => of)).toEqual(['suspect', 'ours'])
  for (const { base64, sha256: drawn, of, sha256OfSource } of pack.pictures) {
    expect(sha256(Buffer.from(base64, 'base64'))).toBe(drawn)
    const source = h.pictures.get(`https://cdn.example/${of === 'suspect' ? 'copy' : 'ours'}.png`)
    expect(sha256OfSource).toBe(sha256(source ?? ''))
  }
})

test('of a network that does not answer the pack has what was seen last, and says when', async () => {
  const h = await suspected()
  h.clock.on(3_600_000)
  h.fake.mode('down', { on: 'all' })
  const { id } = await takeEvidence(h.ctx, h.actor('owner'), h.id)
  const pack = Pack.parse(JSON.parse((await readEvidence(h.ctx, h.actor('owner'), id)).body))
  expect(pack.suspect.seenAt).toBe('2030-01-01T08:00:00.000Z')
  expect(pack.made.at).toBe('2030-01-01T09:00:00.000Z')
  expect(pack.pictures).toHaveLength(2)
})

test('the PDF says the same, in every alphabet, and the same each time', async () => {
  const h = await suspected()
  const owner = h.actor('owner')
  const { id } = await takeEvidence(h.ctx, owner, h.id)
  const { pdf } = await drawEvidence(h.ctx, owner, id)
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  expect(sha256((await drawEvidence(h.ctx, owner, id)).pdf)).toBe(sha256(pdf))
  if (process.env.CARILLON_SHOTS) await writeFile(`${process.env.CARILLON_SHOTS}/evidence.pdf`, pdf)
})

test('another workspace has none of it', async () => {
  const h = await suspected()
  const { id } = await takeEvidence(h.ctx, h.actor('owner'), h.id)
  const other = (await h.tenant()).actor('owner')
  await expect(readEvidence(h.ctx, other, id)).rejects.toMatchObject({ code: 'presence.no_evidence' })
  await expect(takeEvidence(h.ctx, other, h.id)).rejects.toMatchObject({ code: 'presence.no_suspect' })
})

test('a text is cut into runs of one font each, and what no font has is written by its number', () => {
  expect(runsOf('Birсh 🔔').map(({ font, text }) => [font, text])).toEqual([
    ['noto-sans-latin', 'Bir'],
    ['noto-sans-cyrillic', 'с'],
    ['noto-sans-latin', 'h [U+1F514]'],
  ])
  expect(runsOf('น้ำ ปู่').every(({ font }) => font.includes('thai') || font.includes('latin'))).toBe(true)
  expect(
    runsOf('Tiệm Bánh')
      .map(({ text }) => text)
      .join(''),
  ).toBe('Tiệm Bánh')
})
