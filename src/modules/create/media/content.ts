import { fileTypeFromFile } from 'file-type'
import { readHead } from './bytes.ts'
import { mediaError } from './errors.ts'

/** What a file is says its content, never its name. Empty for what nobody knows. */
export async function typeOfContent(path: string): Promise<string> {
  const mime = (await fileTypeFromFile(path))?.mime ?? ''
  if (mime === 'video/x-m4v') return 'video/mp4'
  if (mime === 'image/apng') return 'image/png'
  const maybeDrawing = mime === 'application/xml' || mime === 'image/svg+xml' || mime === ''
  if (maybeDrawing && (await startsAsSvg(path))) throw mediaError('svg_refused')
  return mime
}

async function startsAsSvg(path: string): Promise<boolean> {
  const head = await readHead(path, 4096)
  return /<svg[\s/>]/i.test(head.toString('latin1'))
}
