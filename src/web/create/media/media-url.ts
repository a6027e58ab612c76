import { currentWorkspace } from '../../api/workspace.ts'

const of = (id: string, what: string, more = ''): string =>
  `/api/v1/media/${encodeURIComponent(id)}/${what}?workspace=${encodeURIComponent(currentWorkspace() ?? '')}${more}`

/** The file itself. */
export const fileUrl = (id: string): string => of(id, 'file')

export const captionsUrl = (id: string, captionsId: string): string =>
  of(id, `captions/${encodeURIComponent(captionsId)}/file`)

type Shown = { id: string; kind: string; mime: string; film?: object | null; cover?: string | null }

/** A film that was looked into has a picture that stands for it. */
export const hasPicture = ({ kind, film, cover }: Omit<Shown, 'id'>): boolean =>
  kind === 'image' || Boolean(film) || Boolean(cover)

/** Something to show: a small form of a picture, or of what stands for a film; else the film itself, and moving pictures as they are. */
export const showUrl = (media: Shown, side: 160 | 480 | 960 | 1920): string =>
  !hasPicture(media) || media.mime === 'image/gif'
    ? fileUrl(media.id)
    : of(media.id, 'thumbnail', `&side=${side}${media.cover ? `&cover=${media.cover}` : ''}`)
