import { currentWorkspace } from '../../api/workspace.ts'

const of = (id: string, what: string, more = ''): string =>
  `/api/v1/media/${encodeURIComponent(id)}/${what}?workspace=${encodeURIComponent(currentWorkspace() ?? '')}${more}`

/** The file itself. */
export const fileUrl = (id: string): string => of(id, 'file')

/** Something to show: a small form of a picture; films and moving pictures as they are. */
export const showUrl = (
  { id, kind, mime }: { id: string; kind: string; mime: string },
  side: 160 | 480 | 960 | 1920,
): string => (kind === 'video' || mime === 'image/gif' ? fileUrl(id) : of(id, 'thumbnail', `&side=${side}`))
