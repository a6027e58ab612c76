import type { Told } from '../kit/ask.ts'
import type { Media } from '../kit/content.ts'
import { honestBytes } from '../kit/pictures.ts'
import { rejected } from './client.ts'

/** The longest side of a page, in points; how sharp a page is, its picture says. */
const longest = 1080

/**
 * Pictures as a PDF, one on each page and as large as the page, with their descriptions for who cannot see them. It is written
 * twice: how long it is must be said beforehand, and all of it would not fit into memory.
 */
export async function documentOf(pages: readonly Media[]): Promise<Told> {
  let length = 0
  for await (const piece of written(pages)) length += piece.length
  return { type: 'application/pdf', length, pieces: () => written(pages) }
}

async function* written(pages: readonly Media[]): AsyncGenerator<Uint8Array> {
  // Loaded when a document is made: most processes never do.
  const { default: PDFDocument } = await import('pdfkit')
  const then = new Date(0)
  const doc = new PDFDocument({
    autoFirstPage: false,
    pdfVersion: '1.5',
    tagged: true,
    info: { Producer: 'Carillon', CreationDate: then, ModDate: then },
  })
  for (const page of pages) {
    const { width, height } = page
    const scale = longest / Math.max(width, height)
    const size: [number, number] = [width * scale, height * scale]
    const bytes = await jpegOf(page)
    doc.addPage({ size, margin: 0 })
    const figure = doc.struct('Figure', { alt: page.alt.trim() }, () => {
      doc.image(Buffer.from(bytes), 0, 0, { width: size[0], height: size[1] })
    })
    doc.addStructure(figure)
    yield* readyOf(doc)
  }
  doc.end()
  yield* readyOf(doc)
  for await (const rest of doc) yield rest as Uint8Array
}

/** What is written by now. */
function* readyOf(doc: PDFKit.PDFDocument): Generator<Uint8Array> {
  for (let piece = doc.read() as Uint8Array | null; piece; piece = doc.read() as Uint8Array | null)
    yield piece
}

async function jpegOf(page: Media): Promise<Uint8Array> {
  if (page.mime !== 'image/jpeg')
    throw rejected('image_type', 'The pages of a document are pictures of type JPEG. Replace the others.')
  return await honestBytes(page)
}
