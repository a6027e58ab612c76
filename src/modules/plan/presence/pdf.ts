import { fonts, type Run, runsOf } from '../../../platform/pdf/fonts.ts'
import type { Pack } from './pack.ts'
import { sentenceOf } from './sentences.ts'

type Document = PDFKit.PDFDocument

const margin = 48
const grey = '#555555'

/** The same evidence as the JSON file, for people who judge a report: pictures side by side, reasons in sentences, digests. */
export async function pdfOf(pack: Pack, digest: string): Promise<Buffer> {
  // Loaded when somebody wants a pack: most processes never make one.
  const { default: PDFDocument } = await import('pdfkit')
  const at = new Date(pack.made.at)
  const doc = new PDFDocument({
    ...{ size: 'A4', margin, bufferPages: true, lang: 'en', displayTitle: true },
    info: {
      Title: `Evidence: ${pack.suspect.handle}`,
      Producer: pack.made.by,
      Creator: pack.made.by,
      CreationDate: at,
      ModDate: at,
    },
  })
  for (const { name, file } of fonts) doc.registerFont(name, file)
  const chunks: Buffer[] = []
  const done = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
  })
  write(doc, pack, digest)
  number(doc)
  doc.end()
  return done
}

function write(doc: Document, pack: Pack, digest: string): void {
  const { suspect, ours, made, likeness, verdicts } = pack
  line(doc, 'Evidence of impersonation', 18)
  line(
    doc,
    `Taken on ${moment(made.at)} by ${made.takenBy}, with ${made.by}. Shown so by the network on ${moment(suspect.seenAt)}; first seen on ${moment(suspect.firstSeenAt)}.`,
    9,
    grey,
  )
  doc.moveDown(0.5)
  pictures(doc, pack)
  head(doc, 'The suspected account')
  rows(doc, [
    ['Network', suspect.network],
    ['Name', suspect.name],
    ['Handle', suspect.handle],
    ['Id at the network', suspect.remoteId],
    ['Address', suspect.url],
    ...profileRows(suspect.profile),
    ...strangeRows(suspect),
  ])
  if (ours) {
    head(doc, 'The account that it resembles')
    rows(doc, [
      ['Name', ours.name],
      ['Handle', ours.handle],
      ['Address', ours.url ?? '–'],
      ...(ours.profile ? profileRows(ours.profile) : []),
    ])
  }
  head(doc, `Why: ${likeness.points} of 100`)
  rows(
    doc,
    likeness.signals.map(({ id, points, facts }) => [
      points > 0 ? `+${points}` : String(points),
      sentenceOf(id, facts),
    ]),
  )
  if (verdicts.length > 0) {
    head(doc, 'What was decided')
    rows(
      doc,
      verdicts.map((one) => [
        moment(one.createdAt),
        `${one.verdict.replace('_', ' ')}${one.withdrawnAt ? ' (taken back)' : ''}, ${one.author ?? 'Carillon'}${one.reason ? `: ${one.reason}` : ''}`,
      ]),
    )
  }
  head(doc, 'Digests (SHA-256)')
  rows(doc, [
    ['JSON file', digest],
    ...pack.pictures.flatMap(({ of, sha256, sha256OfSource }): [string, string][] => [
      [`Picture, ${of}`, sha256OfSource],
      ['  as drawn here', sha256],
    ]),
  ])
}

type Profile = Pack['suspect']['profile']

const profileRows = (profile: Profile): [string, string][] => [
  ['Description', profile.bio || '–'],
  ['Since', profile.createdAt ? moment(profile.createdAt) : 'not told'],
  ['Followers, posts', `${profile.followers ?? 'not told'}, ${profile.posts ?? 'not told'}`],
  ['Links', profile.links.join('\n') || '–'],
]

/** Signs that only look like plain letters, by their numbers: on paper nobody sees the difference. */
function strangeRows({ name, handle }: { name: string; handle: string }): [string, string][] {
  return [['Signs of the name', name] as const, ['Signs of the handle', handle] as const].flatMap(
    ([label, text]): [string, string][] => {
      const strange = [...text].filter((sign) => (sign.codePointAt(0) ?? 0) > 0x7f)
      if (strange.length === 0) return []
      const told = strange.slice(0, 60).map((sign) => {
        const code = (sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
        return /^[\p{L}\p{N}\p{S}\p{P}]$/u.test(sign) ? `${sign} U+${code}` : `U+${code}`
      })
      return [[label, told.join(', ')]]
    },
  )
}

function pictures(doc: Document, { pictures: all }: Pack): void {
  const side = 120
  const top = doc.y
  for (const [n, of] of (['suspect', 'ours'] as const).entries()) {
    const picture = all.find((one) => one.of === of)
    const left = margin + n * (side + 40)
    if (picture) doc.image(Buffer.from(picture.base64, 'base64'), left, top, { fit: [side, side] })
    doc.rect(left, top, side, side).lineWidth(0.5).stroke('#bbbbbb')
    doc.fillColor(grey)
    say(doc, runsOf(of === 'suspect' ? 'The suspected account' : 'Ours'), 9, {
      at: [left, top + side + 4],
      width: side + 30,
    })
  }
  doc.fillColor('#000000')
  doc.x = margin
  doc.y = top + side + 24
}

function line(doc: Document, text: string, size: number, colour = '#000000'): void {
  doc.fillColor(colour)
  say(doc, runsOf(text), size, {})
  doc.fillColor('#000000')
}

function head(doc: Document, text: string): void {
  if (doc.y > doc.page.height - 140) doc.addPage()
  doc.moveDown(0.8)
  doc.x = margin
  line(doc, text, 12)
  doc.moveDown(0.2)
}

const labelWidth = 130

function rows(doc: Document, list: readonly (readonly [string, string])[]): void {
  for (const [label, text] of list) {
    if (doc.y > doc.page.height - 80) doc.addPage()
    const top = doc.y
    doc.fillColor(grey)
    say(doc, runsOf(label), 9, { at: [margin, top], width: labelWidth - 8 })
    const after = doc.y
    doc.fillColor('#000000')
    const page = doc.bufferedPageRange().count
    say(doc, runsOf(text), 9, {
      at: [margin + labelWidth, top],
      width: doc.page.width - 2 * margin - labelWidth,
    })
    // Where the text went over to another page, its end is there.
    doc.y = (doc.bufferedPageRange().count === page ? Math.max(after, doc.y) : doc.y) + 2
    doc.x = margin
  }
}

/** How far Noto reaches above the line, in parts of its size. */
const ascent = 1.069

type Where = { at?: [number, number]; width?: number }

/** Runs of several fonts as one paragraph. */
function say(doc: Document, runs: readonly Run[], size: number, { at, width }: Where): void {
  const all = runs.length > 0 ? runs : runsOf('–')
  for (const [n, { font, text }] of all.entries()) {
    doc.font(font).fontSize(size)
    // All on one line, though Thai letters reach higher above theirs.
    const options = {
      continued: n < all.length - 1,
      baseline: -ascent * size,
      ...(width !== undefined && { width }),
    }
    if (n === 0 && at) doc.text(text, at[0], at[1], options)
    else doc.text(text, options)
  }
}

const moment = (at: string): string => `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`

function number(doc: Document): void {
  const { count } = doc.bufferedPageRange()
  for (let page = 0; page < count; page++) {
    doc.switchToPage(page)
    // Below the margin text would begin another page.
    doc.page.margins.bottom = 0
    doc.fillColor(grey)
    say(doc, runsOf(`${page + 1} of ${count}`), 8, { at: [margin, doc.page.height - 32], width: 100 })
  }
}
