import sharp from 'sharp'
import { expect, test } from 'vitest'
import { world } from '../../../../test/world.ts'
import { OutboundError } from '../../../platform/http/index.ts'
import { decodePage, readPage } from './page.ts'
import { readCard } from './service.ts'

test('Open Graph wins over Twitter, Twitter over the title, and entities are read', () => {
  const page = (head: string) =>
    readPage(`<html><head>${head}</head><body><meta property="og:title" content="No"></body>`)
  expect(
    page(`<title>Plain</title><meta content='Fish &amp; chips &#x2014; &#39;now&#39;' property=og:title>
      <meta name="twitter:title" content="Bird"><meta name=description content="  Two
      lines "><meta property="og:image" content="/a.png">`),
  ).toEqual({ title: "Fish & chips — 'now'", description: 'Two lines', image: '/a.png' })
  expect(page('<title>Plain &laquo;words&raquo;</title>').title).toBe('Plain «words»')
  expect(page('')).toEqual({ title: '', description: '', image: null })
})

test('a page in another character set is read as it was meant', () => {
  const bytes = new Uint8Array([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2])
  expect(decodePage(bytes, 'text/html; charset=windows-1251')).toBe('Привет')
  const declared = new Uint8Array([...new TextEncoder().encode('<meta charset="windows-1251">'), ...bytes])
  expect(decodePage(declared, 'text/html')).toContain('Привет')
})

test('a head that never ends does not keep us', () => {
  const start = performance.now()
  readPage(`<head>${'<meta property="og:title" content="'.repeat(40_000)}`)
  expect(performance.now() - start).toBeLessThan(1000)
})

type Answers = Record<string, () => Promise<Response>>
const outside =
  (answers: Answers): typeof globalThis.fetch =>
  async (input) => {
    const answer = answers[String(input)]
    if (!answer) throw new OutboundError('refused', 'Nobody is there.', { host: 'x', mayHaveLeft: false })
    return answer()
  }
const page = (html: string, type = 'text/html; charset=utf-8') =>
  Promise.resolve(new Response(html, { headers: { 'content-type': type } }))

test('a card has the words of the page, and its picture comes into the library', async () => {
  const png = await sharp({ create: { width: 40, height: 20, channels: 3, background: '#a31' } })
    .png()
    .toBuffer()
  const w = await world({
    fetch: outside({
      'https://bakery.lv/rye': () =>
        page('<title>Rye</title><meta property="og:image" content="https://cdn.bakery.lv/rye.png">'),
      'https://cdn.bakery.lv/rye.png': async () => new Response(new Uint8Array(png)),
    }),
  })
  const card = await readCard(w.ctx, w.actor('editor'), { url: 'https://bakery.lv/rye', again: false })
  expect(card).toMatchObject({
    url: 'https://bakery.lv/rye',
    title: 'Rye',
    image: { kind: 'image', width: 40, fileName: 'cdn.bakery.lv' },
  })
})

test('a picture that cannot be had does not cost the card', async () => {
  const w = await world({
    fetch: outside({
      'https://bakery.lv/': () =>
        page('<title>Bakery</title><meta property="og:image" content="javascript:alert(1)">'),
      'https://bakery.lv/2': () =>
        page('<title>Two</title><meta property="og:image" content="https://gone.lv/a.png">'),
      'https://bakery.lv/3': () =>
        page('<title>Three</title><meta property="og:image" content="/words.png">'),
      'https://bakery.lv/words.png': async () => new Response('no picture'),
    }),
  })
  for (const url of ['https://bakery.lv/', 'https://bakery.lv/2', 'https://bakery.lv/3'])
    expect((await readCard(w.ctx, w.actor('editor'), { url, again: false })).image).toBeNull()
})

test('a page that is away, and a file that is no page, are told', async () => {
  const w = await world({ fetch: outside({ 'https://a.lv/x.pdf': () => page('%PDF', 'application/pdf') }) })
  const editor = w.actor('editor')
  await expect(readCard(w.ctx, editor, { url: 'https://gone.lv/', again: false })).rejects.toMatchObject({
    code: 'card.unreachable',
  })
  await expect(readCard(w.ctx, editor, { url: 'https://a.lv/x.pdf', again: false })).rejects.toMatchObject({
    code: 'card.not_a_page',
  })
})

test('a page is asked once a day, or when somebody wants it again, and its lost picture is fetched anew', async () => {
  const png = await sharp({ create: { width: 40, height: 20, channels: 3, background: '#a31' } })
    .png()
    .toBuffer()
  let asked = 0
  const w = await world({
    fetch: outside({
      'https://bakery.lv/rye': () => {
        asked++
        return page(`<title>Rye ${asked}</title><meta property="og:image" content="/rye.png">`)
      },
      'https://bakery.lv/rye.png': async () => new Response(new Uint8Array(png)),
    }),
  })
  const editor = w.actor('editor')
  const read = async (again = false, actor = editor) =>
    (await readCard(w.ctx, actor, { url: 'https://bakery.lv/rye', again })).title
  expect([await read(), await read(), await read(true), await read()]).toEqual([
    'Rye 1',
    'Rye 1',
    'Rye 2',
    'Rye 2',
  ])
  const there = await w.tenant()
  expect(await read(false, there.actor('editor'))).toBe('Rye 3')
  w.clock.on(25 * 3_600_000)
  expect(await read()).toBe('Rye 4')
  await w.ctx.db
    .updateTable('media')
    .set({ deletedAt: w.clock.now() })
    .where('workspaceId', '=', w.workspaceId)
    .execute()
  expect(await read()).toBe('Rye 5')
})

test('words that turn around or hide themselves, and half signs, come plain', () => {
  const { title } = readPage('<title>Pay\u202egnp.exe \u200bnow &eacute;\u0000</title>')
  expect(title).toBe('Paygnp.exe now é')
  expect(readPage(`<title>${'🙂'.repeat(400)}</title>`).title.isWellFormed()).toBe(true)
  expect(decodePage(new Uint8Array([0xff, 0xfe, 0x41, 0, 0x3c, 0]), 'text/html; charset=utf-8')).toBe('A<')
})
