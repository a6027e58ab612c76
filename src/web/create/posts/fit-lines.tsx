import { Minimize2 } from 'lucide-react'
import { FittingLines } from '../media/fitting-lines.tsx'
import { useComposing } from './composer-context.ts'
import type { IdeaPart } from './writing.ts'

/** What becomes of a picture of the post on its way. */
export function FitLines({ use }: { use: IdeaPart['media'][number] }) {
  const { readers } = useComposing()
  if (use.kind !== 'image') return null
  return (
    <FittingLines
      picture={use}
      readers={readers.map(({ name, rules }) => ({ name, rule: rules.media.images }))}
    />
  )
}

/** By how: whose form it is. */
export const ToldLines = ({ groups }: { groups: ReadonlyMap<string, readonly { name: string }[]> }) =>
  groups.size === 0 ? null : (
    <ul className="flex flex-col gap-1">
      {[...groups].map(([how, channels]) => (
        <li key={how} className="flex items-start gap-1.5 text-sm text-muted">
          <Minimize2 aria-hidden className="mt-0.5 size-4 shrink-0 text-faint" />
          <span>
            {channels.map(({ name }) => name).join(', ')}: {how}
          </span>
        </li>
      ))}
    </ul>
  )
