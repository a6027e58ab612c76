import { setImmediate } from 'node:timers/promises'
import { fonts } from '../../../platform/pdf/fonts.ts'
import { draw, linesOf, plainLine, widthOf } from './text.ts'
import type { PaperWords } from './words.ts'

type Document = PDFKit.PDFDocument
type Day = string

export type PaperState = keyof PaperWords['states']
export type PaperEntry = { day: Day; time: string; text: string; channels: string; state: PaperState }
export type PaperMark = { from: Day; to: Day; text: string; colour: string }

/** All that stands on the paper, in words already. */
export type Paper = {
  view: 'month' | 'week'
  brand: string
  colour: string | null
  title: string
  zone: string
  printed: string
  language: string
  /** Whole weeks, and which of their days belong to the month. */
  weeks: { day: Day; label: string; outside: boolean }[][]
  weekdays: string[]
  entries: PaperEntry[]
  /** How many more there are than paper holds. */
  beyond: number
  /** Campaigns, notes and holidays. */
  marks: PaperMark[]
  words: PaperWords
  dayName: (day: Day) => string
}

const margin = 28
const [ink, grey, pale, line] = ['#1b1f1f', '#5b6464', '#f1f3f2', '#c4cbc9']
const small = 7
const lineHeight = 9.6
/** Thai stacks its marks two high. */
const tall = 11

export async function sheetOf(paper: Paper, now: Date): Promise<Buffer> {
  // Loaded when somebody prints: most processes never do.
  const { default: PDFDocument } = await import('pdfkit')
  const doc = new PDFDocument({
    ...{
      size: 'A4',
      layout: 'landscape',
      margin,
      bufferPages: true,
      lang: paper.language,
      displayTitle: true,
    },
    info: {
      Title: `${plainLine(paper.brand)}: ${paper.title}`,
      Producer: 'Carillon',
      CreationDate: now,
      ModDate: now,
    },
  })
  for (const { name, file } of fonts) doc.registerFont(name, file)
  const chunks: Buffer[] = []
  const done = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
  })
  head(doc, paper)
  const left = grid(doc, paper)
  legend(doc, paper)
  if (left + paper.beyond > 0) await list(doc, paper)
  foot(doc, paper)
  doc.end()
  return done
}

const widthOfPage = (doc: Document): number => doc.page.width - 2 * margin
const stepOf = ({ language }: Paper): number => (language === 'th' ? tall : lineHeight)

function head(doc: Document, paper: Paper): void {
  if (paper.colour) doc.rect(margin, margin - 8, widthOfPage(doc), 3).fill(paper.colour)
  doc.fillColor(ink)
  draw(doc, paper.title, margin, margin, 16)
  const brand = linesOf(doc, paper.brand, widthOfPage(doc) / 2, 11, 1)[0] ?? ''
  draw(doc, brand, doc.page.width - margin - widthOf(doc, brand, 11), margin, 11)
  doc.fillColor(grey)
  draw(doc, paper.zone, doc.page.width - margin - widthOf(doc, paper.zone, small), margin + 15, small)
}

const gridTop = margin + 44
const gridFoot = 40

/** Answers how many entries found no room. */
function grid(doc: Document, paper: Paper): number {
  const column = widthOfPage(doc) / 7
  const height = (doc.page.height - gridTop - gridFoot) / paper.weeks.length
  doc.fillColor(grey)
  for (const [place, name] of paper.weekdays.entries())
    draw(doc, name, margin + place * column + 3, gridTop - 13, 8)
  let left = 0
  for (const [row, week] of paper.weeks.entries())
    for (const [place, { day, label, outside }] of week.entries()) {
      const box = { x: margin + place * column, y: gridTop + row * height, width: column, height }
      if (outside) doc.rect(box.x, box.y, box.width, box.height).fill(pale)
      doc.rect(box.x, box.y, box.width, box.height).lineWidth(0.5).stroke(line)
      doc.fillColor(outside ? grey : ink)
      draw(doc, label, box.x + 3, box.y + 2, 8)
      left += cell(doc, paper, day, box)
    }
  return left
}

type Box = { x: number; y: number; width: number; height: number }

function cell(doc: Document, paper: Paper, day: Day, box: Box): number {
  const step = stepOf(paper)
  const bottom = box.y + box.height - 2
  let y = box.y + 13
  const inside = box.width - 8
  for (const mark of paper.marks.filter(({ from, to }) => from <= day && day <= to)) {
    if (y + step > bottom) break
    doc.rect(box.x + 3, y + 1.5, 2, step - 3).fill(mark.colour)
    doc.fillColor(grey)
    draw(doc, linesOf(doc, mark.text, inside - 5, small, 1)[0] ?? '', box.x + 8, y, small)
    y += step
  }
  const entries = paper.entries.filter((entry) => entry.day === day)
  for (const [place, entry] of entries.entries()) {
    const rest = entries.length - place
    const most = paper.view === 'week' ? 6 : rest === 1 ? 2 : 1
    // The last line is kept for how many more there are.
    const room = Math.floor((bottom - y) / step) - (rest > 1 ? 1 : 0)
    if (room < 1) {
      doc.fillColor(grey)
      if (y + step <= bottom + 1) draw(doc, paper.words.more(rest), box.x + 4, y, small)
      return rest
    }
    y = entryAt(doc, paper, entry, { x: box.x, y, width: inside, height: Math.min(room, most) })
  }
  return 0
}

/** Draws an entry into some lines; `height` says how many. Answers where the next begins. */
function entryAt(doc: Document, paper: Paper, entry: PaperEntry, box: Box): number {
  const step = stepOf(paper)
  shape(doc, entry.state, box.x + 4, box.y + 3)
  doc.fillColor(ink)
  const time = `${entry.time} `
  const said = entry.channels && paper.view === 'week' ? `${entry.text} · ${entry.channels}` : entry.text
  const lines = linesOf(doc, time + said, box.width - 8, small, box.height)
  for (const [place, text] of lines.entries()) draw(doc, text, box.x + 12, box.y + place * step, small)
  return box.y + Math.max(1, lines.length) * step + (paper.view === 'week' ? 3 : 0)
}

/** A state is told by its shape: paper may be black and white. */
function shape(doc: Document, state: PaperState, x: number, y: number): void {
  const side = 5
  doc.lineWidth(0.8)
  if (state === 'published') doc.circle(x + side / 2, y + side / 2, side / 2).fill('#2c6e63')
  else if (state === 'scheduled') doc.rect(x, y, side, side).fill('#2f5f9e')
  else if (state === 'draft') doc.rect(x, y, side, side).dash(1, { space: 1 }).stroke(grey).undash()
  else if (state === 'proposed') doc.rect(x, y, side, side).stroke('#8a6100')
  else doc.polygon([x + side / 2, y - 0.5], [x + side + 0.5, y + side], [x - 0.5, y + side]).fill('#a4262c')
}

const shown: readonly PaperState[] = ['draft', 'proposed', 'scheduled', 'published', 'trouble']

function legend(doc: Document, { words, entries }: Paper): void {
  const y = doc.page.height - gridFoot + 6
  let x = margin
  for (const state of shown.filter((one) => entries.some((entry) => entry.state === one))) {
    shape(doc, state, x, y + 3)
    doc.fillColor(grey)
    draw(doc, words.states[state], x + 9, y, small)
    x += 9 + widthOf(doc, words.states[state], small) + 14
  }
}

/** What had no room in its day stands here, with all the others. A thousand take seconds: between days others have their turn. */
async function list(doc: Document, paper: Paper): Promise<void> {
  const step = stepOf(paper) + 1
  let y = Number.POSITIVE_INFINITY
  let day = ''
  const bottom = doc.page.height - gridFoot
  const room = (lines: number) => {
    if (y + lines * step <= bottom) return
    doc.addPage()
    head(doc, { ...paper, title: `${paper.title}: ${paper.words.list}` })
    y = gridTop - 14
  }
  for (const entry of paper.entries) {
    const lines = linesOf(doc, entry.text, widthOfPage(doc) - 230, 8, 4)
    room(lines.length + (entry.day === day ? 0 : 2))
    if (entry.day !== day) {
      await setImmediate()
      day = entry.day
      doc.fillColor(ink)
      draw(doc, paper.dayName(day), margin, y + 4, 9)
      y += step * 1.8
    }
    shape(doc, entry.state, margin + 2, y + 4)
    doc.fillColor(ink)
    draw(doc, entry.time, margin + 14, y, 8)
    for (const [place, text] of lines.entries()) draw(doc, text, margin + 60, y + place * step, 8)
    doc.fillColor(grey)
    const channels = linesOf(doc, entry.channels, 150, 8, 1)[0] ?? ''
    draw(doc, channels, doc.page.width - margin - 150, y, 8)
    y += Math.max(1, lines.length) * step + 2
  }
  if (paper.beyond === 0) return
  room(1)
  draw(doc, paper.words.more(paper.beyond), margin + 14, y, 8)
}

function foot(doc: Document, paper: Paper): void {
  const { count } = doc.bufferedPageRange()
  for (let page = 0; page < count; page++) {
    doc.switchToPage(page)
    doc.fillColor(grey)
    const text = count > 1 ? `${paper.printed} · ${page + 1} / ${count}` : paper.printed
    draw(
      doc,
      text,
      doc.page.width - margin - widthOf(doc, text, small),
      doc.page.height - gridFoot + 6,
      small,
    )
  }
}
