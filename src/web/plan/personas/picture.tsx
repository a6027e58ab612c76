import { UserRound } from 'lucide-react'
import { currentWorkspace } from '../../api/workspace.ts'
import { cx } from '../../kit/class.ts'

export const pictureUrl = (id: string, side: 160 | 480): string =>
  `/api/v1/media/${encodeURIComponent(id)}/thumbnail?workspace=${encodeURIComponent(currentWorkspace() ?? '')}&side=${side}`

type Props = { mediaId: string | null; className?: string }

/** The face of a persona; an outline while there is none. Decoration: the name stands beside it. */
export const Picture = ({ mediaId, className }: Props) => (
  <span
    aria-hidden
    className={cx(
      'flex shrink-0 items-center justify-center overflow-hidden rounded-full bg-accent-soft text-accent',
      className ?? 'size-14',
    )}
  >
    {mediaId ? (
      <img src={pictureUrl(mediaId, 160)} alt="" loading="lazy" className="size-full object-cover" />
    ) : (
      <UserRound className="size-1/2" strokeWidth={1.5} />
    )}
  </span>
)
