import { Info } from 'lucide-react'
import { useWords } from '../../kit/words.ts'
import { altHints } from './alt-quality.ts'

/** How an alt text could say more; nothing where it is good. */
export function AltHints({ alt, fileName, same }: { alt: string; fileName?: string; same?: number }) {
  const t = useWords('media')
  const hints = altHints(alt, {
    ...(fileName !== undefined && { fileName }),
    ...(same !== undefined && { same }),
  })
  if (hints.length === 0) return null
  return (
    <ul className="flex flex-col gap-1">
      {hints.map((hint) => (
        <li key={hint} className="flex items-start gap-1.5 text-sm text-info">
          <Info aria-hidden className="mt-0.5 size-4 shrink-0" />
          {t(`altHints.${hint}`)}
        </li>
      ))}
    </ul>
  )
}
